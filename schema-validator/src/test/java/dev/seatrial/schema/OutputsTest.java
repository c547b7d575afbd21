package dev.seatrial.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reports for programs, checked by what reads them: SARIF's own schema, an XML parser, a JSON parser. */
class OutputsTest {
    @TempDir
    private Path home;

    private String schema = "";

    @BeforeEach
    void writesASchema() throws IOException {
        schema = file("s.json", "{\"properties\":{\"a\":{\"maximum\":1},\"b\":{\"enum\":[\"x\"]}}}");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text).toString();
    }

    private CommandRun report(String format, String... events) {
        String[] all = new String[events.length + 5];
        all[0] = "validate";
        all[1] = "--schema-file";
        all[2] = schema;
        all[3] = "--output";
        all[4] = format;
        System.arraycopy(events, 0, all, 5, events.length);
        return CommandRun.of(all);
    }

    private static JsonNode sarif(String text) throws IOException {
        try (InputStream in = OutputsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            String rules = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                            .getSchema(rules, InputFormat.JSON)
                            .validate(
                                    text,
                                    InputFormat.JSON,
                                    context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                    .isEmpty();
        }
        return new JsonMapper().readTree(text);
    }

    @Test
    void sarifKeepsItsSchemaAndPointsAtEachProblem() throws IOException {
        String event = file("an event #1 100%.ndjson", "{\"a\":1}\n{\"a\":2,\"b\":\"<&\\u0001y\"}\n{\"a\":\n");
        CommandRun run = report("sarif", event);
        assertThat(run.exit()).isEqualTo(2);
        JsonNode results = sarif(run.out()).at("/runs/0/results");
        assertThat(results.size()).isEqualTo(3);
        assertThat(results.at("/0/ruleId").asString()).isEqualTo("schema/maximum");
        assertThat(results.at("/0/locations/0/physicalLocation/region/startLine")
                        .asInt())
                .isEqualTo(2);
        assertThat(results.at("/0/locations/0/physicalLocation/region/startColumn")
                        .asInt())
                .isEqualTo(6);
        assertThat(results.at("/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asString())
                .endsWith("/an%20event%20%231%20100%25.ndjson");
        assertThat(results.at("/0/message/text").asString()).isEqualTo("/a is 2; expected at most 1");
        assertThat(results.at("/2/ruleId").asString()).startsWith("unreadable/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", ""})
    void sarifOfNothingFoundKeepsItsSchemaToo(String text) throws IOException {
        CommandRun run = report("sarif", file("e.ndjson", text));
        assertThat(sarif(run.out()).at("/runs/0/results").size()).isZero();
        assertThat(run.exit()).isEqualTo(text.isEmpty() ? 3 : 0);
    }

    private static Element junit(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    @Test
    void junitCountsWhatItLists() throws Exception {
        String violating = file("a<&\">.json", "{\"a\":2,\"b\":\"<&\\u0001]]>y\"}");
        String unreadable = file("b.json", "{");
        String fine = file("c.json", "{\"a\":1}");
        CommandRun run = report("junit", violating, unreadable, fine);
        Element suite = junit(run.out());
        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(3);
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("error").getLength()).isEqualTo(1);
        assertThat(((Element) suite.getElementsByTagName("testcase").item(0)).getAttribute("name"))
                .isEqualTo(violating);
        assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
                .contains(violating + ":1:6: /a is 2; expected at most 1")
                .contains("/b is ");
    }

    @Test
    void junitOfNoEventIsSkippedAndOfConformingOnesPasses() throws Exception {
        Element none = junit(report("junit", file("e.ndjson", "")).out());
        assertThat(none.getAttribute("skipped")).isEqualTo("1");
        assertThat(none.getElementsByTagName("skipped").getLength()).isEqualTo(1);
        Element fine = junit(report("junit", file("f.json", "{}")).out());
        assertThat(fine.getAttribute("failures") + fine.getAttribute("errors") + fine.getAttribute("skipped"))
                .isEqualTo("000");
        assertThat(fine.getElementsByTagName("testcase").item(0).getChildNodes().getLength())
                .isZero();
    }

    @Test
    void githubEscapesWhatItsCommandsWouldMisread() throws IOException {
        String event = file("a,b:100%.json", "{\"b\":\"one\\ntwo%\"}");
        CommandRun run = report("github", event);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out().lines().toList())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("::error file=" + home + "/a%2Cb%3A100%25.json,line=1,col=6,title=enum::/b is \"one");
        assertThat(run.out()).contains("two%25").doesNotContain("two%\"");
        assertThat(report("github", file("f.json", "{}")).out()).isEqualTo("::notice::CONFORMS: 1 event, 1 conforms\n");
    }

    @Test
    void jsonSaysAllThatTextSays() throws IOException {
        CommandRun run = report("json", file("e.ndjson", "{\"a\":2}\n{}\n"));
        JsonNode report = new JsonMapper().readTree(run.out());
        assertThat(report.at("/verdict").asString()).isEqualTo("VIOLATES");
        assertThat(report.at("/exitCode").asInt()).isEqualTo(run.exit()).isEqualTo(1);
        assertThat(report.at("/events").asInt()).isEqualTo(2);
        assertThat(report.at("/conforming").asInt()).isEqualTo(1);
        assertThat(report.at("/problems/0/pointer").asString()).isEqualTo("/a");
        assertThat(report.at("/problems/0/schema").asString()).endsWith("s.json#/properties/a/maximum");
    }

    @Test
    void whatIsNotShownIsCountedRight() throws IOException {
        String lines = "{\"a\":2}\n".repeat(5);
        String cut = file("cut.ndjson.gz", "\u001F");
        CommandRun run = report("text", file("e.ndjson", lines), cut, "--max-problems", "2");
        assertThat(run.out()).endsWith("(4 more problems not shown, --max-problems)\n");
        assertThat(run.out()).contains("UNREADABLE: 6 events, 0 conform, 5 violate, 1 could not be read");
    }

    @Test
    void aBackslashUControlCharacterNeverReachesTheTerminal() throws IOException {
        CommandRun run = report("text", file("e.json", "{\"b\":\"\\u001b[31mred\\u0007\\u202e\"}"));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out().chars().filter(c -> c < 0x20 && c != '\n')).isEmpty();
    }
}
