package dev.seatrial.suite.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGeneratorFactory;
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
}
