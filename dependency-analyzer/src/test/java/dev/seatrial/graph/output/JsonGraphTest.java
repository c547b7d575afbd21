package dev.seatrial.graph.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.seatrial.graph.config.BadFileException;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Endpoint;
import dev.seatrial.graph.model.Kind;
import dev.seatrial.graph.model.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/graph.schema.json} and what is written are the same. */
class JsonGraphTest {

    private static final Path SCHEMA = Path.of("..", "docs", "graph.schema.json");

    private static List<String> problems(String json) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA))
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void whatIsWrittenFitsTheSchema() throws IOException {
        assertThat(problems(Format.JSON.write(SampleGraphs.shop()))).isEmpty();
        assertThat(problems(Format.JSON.write(SampleGraphs.large(20)))).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNotWritten() throws IOException {
        String json = Format.JSON.write(SampleGraphs.shop());
        assertThat(problems(json.replace("\"version\" : 1", "\"version\" : 2"))).isNotEmpty();
        assertThat(problems(json.replace("\"namedBy\"", "\"namedFrom\""))).isNotEmpty();
        assertThat(problems(json.replace("\"kind\" : \"gateway\"", "\"kind\" : \"tunnel\"")))
                .isNotEmpty();
    }

    @Test
    void theSchemaHasEveryWord() throws IOException {
        JsonNode definitions =
                JsonMapper.builder().build().readTree(Files.readString(SCHEMA)).path("$defs");
        assertThat(words(definitions.path("kind")))
                .isEqualTo(Arrays.stream(Kind.values()).map(Kind::word).toList());
        assertThat(words(definitions.path("edgeKind")))
                .isEqualTo(Arrays.stream(EdgeKind.values()).map(EdgeKind::word).toList());
        assertThat(words(definitions.path("tier")))
                .isEqualTo(Arrays.stream(Tier.values()).map(Tier::word).toList());
        assertThat(words(definitions.path("role")))
                .isEqualTo(Arrays.stream(Endpoint.Role.values())
                        .map(Endpoint.Role::word)
                        .toList());
    }

    private static List<String> words(JsonNode node) {
        return node.path("enum").valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void saysWhatIsWrongWithAFileThatIsNoGraph() {
        assertThatThrownBy(() -> JsonGraph.read("{\"a\": "))
                .isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("line 1, column ")
                .hasMessageContaining("no valid JSON");
        assertThatThrownBy(() -> JsonGraph.read("{}")).hasMessageContaining("\"components\" and \"edges\" are missing");
        assertThatThrownBy(() -> JsonGraph.read("{\"version\":2,\"components\":[],\"edges\":[]}"))
                .hasMessageContaining("version 2 of the graph's JSON; this Seatrial reads 1");
        assertThatThrownBy(() -> JsonGraph.read(
                        "{\"version\":1,\"edges\":[],\"components\":[{\"name\":\"a\",\"kind\":\"thing\"}]}"))
                .hasMessageContaining("unknown kind \"thing\"");
    }
}
