package dev.seatrial.suite.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SchemaSamplesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ type: string, pattern: '^(?:\"[A-Za-z0-9._:~+/=-]{1,255}\"|[A-Za-z0-9._:~+/=-]{1,255})$' }",
                "{ type: string, format: uuid, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' }",
                "{ type: string, format: uuid }",
                "{ type: string, format: date-time }",
                "{ type: string, format: date }",
                "{ type: string, format: email }",
                "{ type: string, format: uri }",
                "{ type: string, format: ipv4 }",
                "{ type: string, format: ipv6 }",
                "{ type: string, minLength: 3, maxLength: 3 }",
                "{ type: string, pattern: '^[A-Z]{3}$' }",
                "{ type: string, pattern: '^\\S.*\\S$', maxLength: 20 }",
                "{ type: integer, minimum: 1, maximum: 1 }",
                "{ type: integer, exclusiveMinimum: 4, exclusiveMaximum: 6 }",
                "{ type: integer, maximum: -5 }",
                "{ type: number, multipleOf: 0.25, minimum: 1 }",
                "{ type: [string, 'null'] }",
                "{ enum: [a, b] }",
                "{ const: 3 }",
                "{ type: array, items: { type: integer }, minItems: 2 }",
                "{ allOf: [ { type: object, required: [a], properties: { a: { type: integer } } },"
                        + " { required: [b], properties: { b: { type: boolean } } } ] }",
                "{ type: object, required: [k], oneOf: [ { properties: { k: { const: x } } },"
                        + " { properties: { k: { const: y } } } ] }",
                "{ type: object, additionalProperties: false, properties: { a: { type: object, required: [b],"
                        + " properties: { b: { type: string } } } } }"
            })
    void givesWhatConforms(String schema) {
        ApiDescription description = ApiDescription.parse(
                "a.yaml", "openapi: 3.1.0\npaths: {}\ncomponents: { schemas: { It: " + schema + " } }");
        DescribedSchemas schemas = new DescribedSchemas(description);
        SchemaSamples samples = new SchemaSamples(
                description,
                schemas,
                RandomGeneratorFactory.of("L64X128MixRandom").create(7));
        JsonNode it = description.root().at("/components/schemas/It");

        for (int i = 0; i < 20; i++) {
            assertThat(samples.full(it)).isPresent();
            assertThat(samples.minimal(it)).isPresent();
        }
    }

    private static Set<JsonNode> drawn(String schema, boolean full) {
        ApiDescription description = ApiDescription.parse(
                "a.yaml", "openapi: 3.1.0\npaths: {}\ncomponents: { schemas: { It: " + schema + " } }");
        SchemaSamples samples = new SchemaSamples(
                description,
                new DescribedSchemas(description),
                RandomGeneratorFactory.of("L64X128MixRandom").create(7));
        JsonNode it = description.root().at("/components/schemas/It");
        Set<JsonNode> drawn = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            (full ? samples.full(it) : samples.minimal(it)).ifPresent(drawn::add);
        }
        return drawn;
    }

    private static List<String> texts(String schema) {
        return drawn(schema, true).stream().map(JsonNode::asString).sorted().toList();
    }

    @Test
    void drawsFromTheWholeRange() {
        assertThat(texts("{ type: integer, minimum: -1, maximum: 2 }")).containsExactly("-1", "0", "1", "2");
        assertThat(texts("{ type: integer, exclusiveMinimum: -1, exclusiveMaximum: 2 }"))
                .containsExactly("0", "1");
        assertThat(texts("{ type: integer, maximum: 3, minimum: 1, multipleOf: 2 }"))
                .containsExactly("2");
        assertThat(texts("{ type: integer, maximum: 1 }"))
                .allSatisfy(n -> assertThat(Integer.parseInt(n)).isBetween(-999, 1))
                .hasSizeGreaterThan(100);
        assertThat(texts("{ type: integer, maximum: 5000 }"))
                .allSatisfy(n -> assertThat(Integer.parseInt(n)).isBetween(0, 5000))
                .anySatisfy(n -> assertThat(Integer.parseInt(n)).isGreaterThan(1001));
        assertThat(texts("{ type: integer }"))
                .allSatisfy(n -> assertThat(Integer.parseInt(n)).isBetween(0, 1000))
                .hasSizeGreaterThan(100);
        assertThat(texts("{ type: number, minimum: 0.5, maximum: 0.52 }")).hasSize(3);
        assertThat(texts("{ type: boolean }")).containsExactly("false", "true");
        assertThat(texts("{ enum: [a, b, c] }")).containsExactly("a", "b", "c");
    }

    @Test
    void drawsTextsOfEveryLengthThatIsAllowed() {
        assertThat(texts("{ type: string, minLength: 2, maxLength: 4 }"))
                .extracting(String::length)
                .containsOnly(2, 3, 4);
        assertThat(texts("{ type: string, maxLength: 0 }")).containsExactly("");
        assertThat(texts("{ type: string }"))
                .allSatisfy(text -> assertThat(text).matches("[a-z]{1,12}"))
                .extracting(String::length)
                .contains(1, 12);
        assertThat(texts("{ type: string, minLength: 20 }"))
                .extracting(String::length)
                .containsOnly(20);
    }

    @Test
    void drawsArraysOfAFewSizes() {
        assertThat(drawn("{ type: array, items: { type: 'null' } }", true))
                .extracting(JsonNode::size)
                .containsExactlyInAnyOrder(0, 1, 2);
        assertThat(drawn("{ type: array, items: { type: 'null' }, minItems: 1, maxItems: 2 }", true))
                .extracting(JsonNode::size)
                .containsExactlyInAnyOrder(1, 2);
        assertThat(drawn("{ items: { type: 'null' }, minItems: 3 }", false))
                .extracting(JsonNode::size)
                .containsExactly(3);
    }

    @Test
    void drawsOptionalMembersNowAndThenOrNever() {
        String schema = "{ required: [a], properties: { a: { const: 1 }, b: { const: 2 } } }";
        assertThat(drawn(schema, true)).extracting(JsonNode::size).containsExactlyInAnyOrder(1, 2);
        assertThat(drawn(schema, false)).extracting(JsonNode::size).containsExactly(1);
    }

    @Test
    void endsWhereASchemaHoldsItself() {
        String schema = "{ type: object, properties: { next: { $ref: '#/components/schemas/It' } } }";
        assertThat(drawn(schema, true)).hasSizeBetween(3, 9);
    }

    @Test
    void givesNothingWhereNothingConforms() {
        assertThat(drawn("{ type: integer, minimum: 3, maximum: 2 }", true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"uuid", "date-time", "date", "time", "email", "hostname", "uri", "uri-reference", "ipv4", "ipv6"
            })
    void drawsManyOfAFormat(String format) {
        assertThat(texts("{ type: string, format: " + format + " }")).hasSizeGreaterThan(100);
    }
}
