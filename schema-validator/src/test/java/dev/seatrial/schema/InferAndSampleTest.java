package dev.seatrial.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.seatrial.schema.sample.Sampler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas from events and events from schemas; every sample is judged again by networknt's validator. */
class InferAndSampleTest {
    @TempDir
    private Path home;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text);
    }

    private CommandRun infer(String events) {
        return CommandRun.of(events.getBytes(StandardCharsets.UTF_8), "infer", "--input", "ndjson", "-");
    }

    @Test
    void whatIsInferredAllowsEveryEventItCameFromAndRefusesOthers() throws IOException {
        String events = """
                {"id":"7f1e3d5a-6c1b-4a57-9d3e-2b8c1f0a4e6d","at":"2026-11-22T10:15:30Z","n":1,"tags":["a"],"who":null}
                {"id":"7f1e3d5a-6c1b-4a57-9d3e-2b8c1f0a4e6e","at":"2026-11-22T10:15:30Z","n":1.5,"tags":[],"who":{"name":"é"},"more":true}
                """;
        CommandRun run = infer(events);
        assertThat(run.exit()).as(run.all()).isZero();
        Path schema = file("inferred.json", run.out());
        CommandRun same = CommandRun.of(
                events.getBytes(StandardCharsets.UTF_8),
                "validate",
                "--schema-file",
                schema.toString(),
                "--input",
                "ndjson",
                "-");
        assertThat(same.exit()).as(same.all()).isZero();
        for (String[] change : new String[][] {
            {"\"n\":1,", "\"n\":\"x\","},
            {"\"n\":1,", ""},
            {"4e6d\"", "4e6\""},
            {"10:15:30Z", "25:15:30Z"},
            {"[\"a\"]", "[7]"},
            {"\"who\":null", "\"who\":\"me\""}
        }) {
            String broken = events.replace(change[0], change[1]);
            assertThat(broken).isNotEqualTo(events);
            assertThat(CommandRun.of(
                                    broken.getBytes(StandardCharsets.UTF_8),
                                    "validate",
                                    "--schema-file",
                                    schema.toString(),
                                    "--input",
                                    "ndjson",
                                    "-")
                            .exit())
                    .as(change[1])
                    .isEqualTo(1);
        }
        assertThat(lintOf(schema)).isZero();
    }

    private static int lintOf(Path schema) {
        CommandRun run = CommandRun.of("lint", schema.toString());
        assertThat(run.exit()).as(run.all()).isZero();
        return run.exit();
    }

    @Test
    void inferSaysWhenThereWasNothingOrNothingReadable() {
        assertThat(infer("").exit()).isEqualTo(3);
        assertThat(infer("").err()).isEqualTo("INCONCLUSIVE: there was no event to infer from\n");
        CommandRun broken = infer("{\"a\":1}\n{\"a\":\n");
        assertThat(broken.exit()).isEqualTo(2);
        assertThat(broken.err()).startsWith("-:2:").doesNotContain("\tat ");
    }

    private static com.networknt.schema.Schema reference(String schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON);
    }

    private static boolean allows(com.networknt.schema.Schema reference, String event) {
        return reference
                .validate(
                        event,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "type; {\"type\":\"integer\"}",
                "enum; {\"enum\":[\"a\",\"b\"]}",
                "const; {\"const\":{\"a\":1}}",
                "minimum; {\"type\":\"number\",\"minimum\":5}",
                "maximum; {\"type\":\"number\",\"maximum\":5}",
                "exclusiveMinimum; {\"type\":\"number\",\"exclusiveMinimum\":5}",
                "exclusiveMaximum; {\"type\":\"number\",\"exclusiveMaximum\":-5}",
                "multipleOf; {\"type\":\"integer\",\"multipleOf\":7}",
                "minLength; {\"type\":\"string\",\"minLength\":3}",
                "maxLength; {\"type\":\"string\",\"maxLength\":3}",
                "pattern; {\"type\":\"string\",\"pattern\":\"^[A-Z]{3}-[0-9]{2,4}$\"}",
                "pattern; {\"type\":\"string\",\"pattern\":\"^(card|transfer)-\\\\d+$\"}",
                "format; {\"type\":\"string\",\"format\":\"date-time\"}",
                "format; {\"type\":\"string\",\"format\":\"uuid\"}",
                "format; {\"type\":\"string\",\"format\":\"email\"}",
                "format; {\"type\":\"string\",\"format\":\"uri\"}",
                "minItems; {\"type\":\"array\",\"minItems\":3}",
                "maxItems; {\"type\":\"array\",\"items\":{\"type\":\"null\"},\"maxItems\":3}",
                "uniqueItems; {\"type\":\"array\",\"uniqueItems\":true,\"minItems\":2}",
                "contains; {\"type\":\"array\",\"contains\":{\"const\":7}}",
                "required; {\"type\":\"object\",\"required\":[\"a\",\"b\"]}",
                "additionalProperties; {\"type\":\"object\",\"properties\":{\"a\":{}},\"additionalProperties\":false}",
                "minProperties; {\"type\":\"object\",\"minProperties\":3}",
                "maxProperties; {\"type\":\"object\",\"properties\":{\"a\":{},\"b\":{}},\"maxProperties\":2}",
                "dependentRequired; {\"type\":\"object\",\"properties\":{\"a\":{},\"b\":{}},\"dependentRequired\":{\"a\":[\"b\"]}}",
                "pattern; {\"type\":\"object\",\"propertyNames\":{\"pattern\":\"^[a-z]{2}$\"}}",
                "oneOf; {\"oneOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}",
                "anyOf; {\"anyOf\":[{\"type\":\"integer\",\"minimum\":3},{\"type\":\"null\"}]}",
                "not; {\"type\":\"integer\",\"not\":{\"const\":7}}",
                "false; {\"type\":\"object\",\"properties\":{\"a\":false}}"
            })
    void samplesBreakEachKeywordAndNetworkntAgrees(String keyword, String text) throws IOException {
        Path schema = file("s.json", text);
        com.networknt.schema.Schema reference = reference(text);
        Sampler sampler = Sampler.of(schema, SchemaOptions.DEFAULT, 7);
        List<String> valid = sampler.valid(20);
        assertThat(valid).hasSize(20).allMatch(event -> allows(reference, event));
        List<Sampler.Invalid> invalid = sampler.invalid();
        assertThat(invalid).extracting(Sampler.Invalid::json).noneMatch(event -> allows(reference, event));
        if (!keyword.equals("anyOf") && !keyword.equals("oneOf")) {
            assertThat(invalid).extracting(Sampler.Invalid::keyword).contains(keyword);
        }
        assertThat(invalid).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 99})
    void theSameSeedGivesTheSameSamples(long seed) {
        Path schema = Orders.resource("schemas/order_created_schema.json");
        List<String> once = Sampler.of(schema, SchemaOptions.DEFAULT, seed).valid(10);
        assertThat(Sampler.of(schema, SchemaOptions.DEFAULT, seed).valid(10))
                .isEqualTo(once)
                .hasSize(10);
        assertThat(Sampler.of(schema, SchemaOptions.DEFAULT, seed + 1).valid(10))
                .isNotEqualTo(once);
    }

    @Test
    void aSchemaThatNothingFitsIsInconclusive() throws IOException {
        CommandRun run = CommandRun.of(
                "sample",
                "--schema-file",
                file("s.json", "{\"allOf\":[{\"type\":\"null\"},{\"type\":\"string\"}]}")
                        .toString());
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).startsWith("INCONCLUSIVE: no event was found for ");
    }

    @Test
    void fewerSamplesThanAskedForAreSaid() throws IOException {
        CommandRun run = CommandRun.of(
                "sample",
                "--schema-file",
                file("s.json", "{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":false}}")
                        .toString(),
                "--count",
                "3");
        assertThat(run.exit()).isEqualTo(3);
    }
}
