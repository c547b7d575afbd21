package dev.seatrial.suite.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.suite.openapi.DescribedSchemas.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DescribedSchemasTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static List<Problem> problems(String version, String schema, String value) {
        ApiDescription description = ApiDescription.parse(
                "a.yaml",
                "openapi: " + version + "\ncomponents: { schemas: { It: " + schema
                        + ", N: { type: integer } } }\npaths: { /x: { s: { type: string } } }");
        JsonNode it = description.root().at("/components/schemas/It");
        return new DescribedSchemas(description).problems(it, JSON.readTree(value));
    }

    @Test
    void pointsAtWhatIsWrong() {
        String schema = "{ type: object, required: [a], additionalProperties: false, properties: { a: { type: object,"
                + " required: [n], properties: { n: { $ref: '#/components/schemas/N' }, s: { $ref: '#/paths/~1x/s' } } } } }";
        assertThat(problems("3.1.0", schema, "{\"a\": {\"n\": 1, \"s\": \"t\"}}"))
                .isEmpty();
        assertThat(problems("3.1.0", schema, "{\"a\": {\"n\": \"1\", \"s\": 2}}"))
                .extracting(Problem::at, Problem::keyword)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("/a/n", "type"),
                        org.assertj.core.groups.Tuple.tuple("/a/s", "type"));
        assertThat(problems("3.1.0", schema, "{\"a\": {}}")).singleElement().satisfies(p -> {
            assertThat(p.at()).isEqualTo("/a/n");
            assertThat(p.keyword()).isEqualTo("required");
            assertThat(p.message()).contains("n");
        });
        assertThat(problems("3.1.0", schema, "{\"a\": {\"n\": 1}, \"b\": 1}"))
                .singleElement()
                .satisfies(p -> assertThat(p.at()).isEmpty());
    }

    @Test
    void eachVersionHasItsOwnWayToAllowNull() {
        assertThat(problems("3.0.3", "{ type: string, nullable: true }", "null"))
                .isEmpty();
        assertThat(problems("3.1.0", "{ type: string, nullable: true }", "null"))
                .hasSize(1);
        assertThat(problems("3.1.0", "{ type: [string, 'null'] }", "null")).isEmpty();
    }

    @Test
    void judgesFormats() {
        assertThat(problems("3.1.0", "{ type: string, format: date }", "\"2026-02-30\""))
                .hasSize(1);
    }

    @Test
    void saysOfASchemaThatItCannotBeUsed() {
        assertThatThrownBy(() -> problems("3.1.0", "{ $ref: '#/components/schemas/Gone' }", "1"))
                .isInstanceOf(DescriptionException.class)
                .hasMessageStartingWith("a.yaml: a schema cannot be used: ");
    }
}
