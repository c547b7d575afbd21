package dev.seatrial.suite.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.suite.api.Draft.Fault;
import dev.seatrial.suite.openapi.ApiDescription;
import dev.seatrial.suite.openapi.DescribedSchemas;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InvalidBodiesTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void breaksBoundsByOneStep() {
        assertThat(made("{ type: integer, minimum: 5, maximum: 9 }", "6")).contains("4", "10", "null", "\"seatrial\"");
        assertThat(made("{ type: integer, exclusiveMinimum: 5, exclusiveMaximum: 9 }", "6"))
                .contains("5", "9");
        assertThat(made("{ type: integer }", "6")).contains("0.5").doesNotContain("-1");
        assertThat(made("{ type: integer, minimum: 5 }", "6")).contains("-1").doesNotContain("7");
        assertThat(made("{ type: number }", "6")).doesNotContain("0.5", "-1").contains("{}", "null");
    }

    @Test
    void breaksTextsByTheirLength() {
        assertThat(made("{ type: string, maxLength: 3 }", "\"a\"")).contains("\"xxxx\"", "12", "{}", "null");
        assertThat(made("{ type: string, minLength: 1 }", "\"a\"")).contains("\"\"");
        assertThat(made("{ type: string, maxLength: 5000 }", "\"a\"")).noneMatch(body -> body.length() > 4096);
        assertThat(made("{ type: string, maxLength: 4096 }", "\"a\"")).noneMatch(body -> body.length() > 4096);
        assertThat(made("{ enum: [a] }", "\"a\"")).contains("\"\\u0001 not as described\"");
    }

    @Test
    void breaksEachMemberOfAnObjectByItself() {
        String schema = "{ type: object, required: [a], additionalProperties: false,"
                + " properties: { a: { type: string }, b: { type: integer }, \"c/~d\": { type: boolean }, e: { type: string } } }";
        List<InvalidBodies.Invalid> all = invalid(schema, "{\"a\": \"x\", \"b\": 1, \"c/~d\": true}");
        assertThat(all)
                .extracting(InvalidBodies.Invalid::fault)
                .contains(
                        new Fault("/a", "required"),
                        new Fault("/a", "type"),
                        new Fault("/b", "type"),
                        new Fault("/c~1~0d", "type"));
        assertThat(texts(all))
                .contains(
                        "{\"b\":1,\"c/~d\":true}",
                        "{\"a\":12,\"b\":1,\"c/~d\":true}",
                        "{\"a\":\"x\",\"b\":1,\"c/~d\":null}",
                        "{\"a\":\"x\",\"b\":1,\"c/~d\":true,\"seatrialUnknown\":\"x\"}",
                        "[]")
                .noneMatch(body -> body.contains("\"e\""))
                .doesNotHaveDuplicates();
    }

    @Test
    void goesIntoArraysAndPartsOfSchemas() {
        assertThat(made(
                        "{ type: array, items: { type: object, required: [n], properties: { n: { type: integer } } } }",
                        "[{\"n\": 1}, {\"n\": 2}]"))
                .contains("[{\"n\":\"seatrial\"},{\"n\":2}]", "[{},{\"n\":2}]", "[null,{\"n\":2}]", "{}");
        assertThat(made("{ type: array, items: { type: integer } }", "[]"))
                .contains("{}")
                .doesNotContain("[null]");
        assertThat(made(
                        "{ allOf: [ { type: object, properties: { n: { type: integer, minimum: 3 } } } ] }",
                        "{\"n\": 4}"))
                .contains("{\"n\":2}");
    }

    @Test
    void keepsOnlyWhatHasExactlyOneFault() {
        InvalidBodies bodies = bodies("{ type: object, required: [a, b] }");
        JsonNode schema = schema("{ type: object, required: [a, b] }");
        assertThat(bodies.onlyFault(schema, JSON.readTree("{}"))).isEmpty();
        assertThat(bodies.onlyFault(schema, JSON.readTree("{\"a\": 1, \"b\": 1}")))
                .isEmpty();
        assertThat(bodies.onlyFault(schema, JSON.readTree("{\"a\": 1}"))).contains(new Fault("/b", "required"));
        assertThat(made("{}", "{\"a\": 1}")).isEmpty();
    }

    private static List<String> made(String schema, String valid) {
        return texts(invalid(schema, valid));
    }

    private static List<String> texts(List<InvalidBodies.Invalid> all) {
        return all.stream().map(it -> JSON.writeValueAsString(it.body())).toList();
    }

    private static List<InvalidBodies.Invalid> invalid(String schema, String valid) {
        return bodies(schema).of(schema(schema), JSON.readTree(valid));
    }

    private static JsonNode schema(String schema) {
        return description(schema).root().at("/components/schemas/It");
    }

    private static InvalidBodies bodies(String schema) {
        ApiDescription description = description(schema);
        return new InvalidBodies(description, new DescribedSchemas(description));
    }

    private static ApiDescription description(String schema) {
        return ApiDescription.parse(
                "a.yaml", "openapi: 3.1.0\npaths: {}\ncomponents: { schemas: { It: " + schema + " } }");
    }
}
