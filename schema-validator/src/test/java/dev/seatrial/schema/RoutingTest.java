package dev.seatrial.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which schema an event goes to: directories, catalogue files, AsyncAPI documents; by type, by dataschema, by nothing. */
class RoutingTest {
    private static final String ASYNC_2 = """
            asyncapi: 2.6.0
            info: {title: Shop, version: '1'}
            channels:
              orders:
                publish:
                  message:
                    oneOf:
                      - $ref: '#/components/messages/OrderPlaced'
                      - name: OrderPaid
                        payload: {type: object, required: [paid]}
              stock:
                subscribe:
                  message: {messageId: StockLow, payload: {$ref: '#/components/schemas/Stock'}}
            components:
              messages:
                OrderPlaced: {payload: {type: object, required: [total], properties: {total: {$ref: '#/components/schemas/Money'}}}}
              schemas:
                Money: {type: number, minimum: 0}
                Stock: {type: object, required: [sku]}
            """;
    private static final String ASYNC_3 = """
            asyncapi: 3.0.0
            info: {title: Shop, version: '1'}
            channels:
              orders:
                address: orders
                messages:
                  OrderPlaced: {$ref: '#/components/messages/OrderPlaced'}
                  OrderPaid: {payload: {type: object, required: [paid]}}
                  StockLow: {payload: {$ref: '#/components/schemas/Stock'}}
            operations:
              place: {action: send, channel: {$ref: '#/channels/orders'}}
            components:
              messages:
                OrderPlaced:
                  payload:
                    schemaFormat: application/schema+json;version=draft-07
                    schema: {type: object, required: [total], properties: {total: {$ref: '#/components/schemas/Money'}}}
              schemas:
                Money: {type: number, minimum: 0}
                Stock: {type: object, required: [sku]}
            """;

    @TempDir
    private Path directory;

    private Path file(String name, String text) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private static String event(String type, String rest) {
        return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"" + type + "\"," + rest + "}";
    }

    private CommandRun validate(Path schemas, String events) {
        return CommandRun.of(events.getBytes(StandardCharsets.UTF_8), "validate", "--schemas", schemas.toString(), "-");
    }

    private static void violates(CommandRun run, String what) {
        assertThat(run.exit()).as(run.all()).isEqualTo(1);
        assertThat(run.out()).contains(what);
    }

    private static void conforms(CommandRun run) {
        assertThat(run.exit()).as(run.all()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {ASYNC_2, ASYNC_3})
    void everyMessageOfAnAsyncApiDocumentJudgesItsEvents(String document) throws IOException {
        Path schemas = file("asyncapi.yaml", document);
        conforms(validate(schemas, event("OrderPlaced", "\"data\":{\"total\":1}")));
        violates(
                validate(schemas, event("OrderPlaced", "\"data\":{\"total\":-1}")),
                "-:1:82: /data/total is -1; expected at least 0\n    " + schemas
                        + "#/components/schemas/Money/minimum");
        conforms(validate(schemas, event("shop.order.paid", "\"data\":{\"paid\":true}")));
        violates(validate(schemas, event("OrderPaid", "\"data\":{}")), "\"paid\" is missing");
        conforms(validate(schemas, event("StockLow", "\"data\":{\"sku\":\"a\"}")));
        violates(validate(schemas, event("StockLow", "\"data\":{}")), "\"sku\" is missing");
        violates(validate(schemas, event("OrderLost", "\"data\":{}")), "no schema is known for type \"OrderLost\"");
    }

    @Test
    void anAsyncApiOfAnUnknownVersionIsRefused() throws IOException {
        CommandRun run = validate(file("a.yaml", ASYNC_3.replace("3.0.0", "1.2.0")), event("OrderPaid", "\"data\":{}"));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("a.yaml:1:11: /asyncapi: AsyncAPI 1.2.0 is not known. expected 2.x or 3.x");
    }

    @Test
    void anAsyncApiWithoutASchemaIsRefused() throws IOException {
        CommandRun run = validate(file("a.yaml", "asyncapi: 3.0.0\nchannels: {}\n"), event("A", "\"data\":{}"));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("a.yaml:1:1: no message here has a payload schema");
    }

    @Test
    void aCatalogueFileNamesTheSchemaOfEachType() throws IOException {
        file("deep/total.yaml", "type: object\nrequired: [total]\n");
        Path catalogue = file("catalogue.yaml", "events:\n  shop.order.v1: deep/total.yaml\n");
        conforms(validate(catalogue, event("shop.order.v1", "\"data\":{\"total\":1}")));
        violates(validate(catalogue, event("shop.order.v1", "\"data\":{}")), "deep/total.yaml#/required");
        violates(validate(catalogue, event("unheard", "\"data\":{}")), "no schema is known for type \"unheard\"");
    }

    @Test
    void aCatalogueThatNamesNoFileSaysWhere() throws IOException {
        CommandRun number = validate(file("c.yaml", "events:\n  a: 7\n"), event("a", "\"data\":{}"));
        assertThat(number.exit()).isEqualTo(2);
        assertThat(number.err()).contains("c.yaml:2:6: /events/a: expected the path of a schema file");
        CommandRun missing = validate(file("d.yaml", "events:\n  a: none.json\n"), event("a", "\"data\":{}"));
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err()).contains("none.json").doesNotContain("\tat ");
    }

    @Test
    void dataschemaGoesBeforeTypeAndAnUnknownOneFallsBackToTheType() throws IOException {
        file("schemas/a.json", "{\"$id\":\"https://x.example/first\",\"required\":[\"a\"]}");
        file("schemas/b.json", "{\"required\":[\"b\"]}");
        Path schemas = directory.resolve("schemas");
        String data = ",\"data\":{\"b\":1}";
        violates(
                validate(schemas, event("b", "\"dataschema\":\"https://x.example/first\"" + data)), "\"a\" is missing");
        violates(
                validate(schemas, event("b", "\"dataschema\":\"https://x.example/first#\"" + data)),
                "\"a\" is missing");
        conforms(validate(schemas, event("b", "\"dataschema\":\"https://x.example/unheard\"" + data)));
        conforms(validate(schemas, event("com.shop.B", "\"data\":{\"b\":1}")));
    }

    @Test
    void twoSchemasForOneTypeAreRefused() throws IOException {
        file("schemas/one/a.json", "{}");
        file("schemas/two/a.json", "{\"type\":\"object\"}");
        CommandRun run = validate(directory.resolve("schemas"), event("a", "\"data\":1"));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("is a second schema for \"a\"; the first is ");
    }

    @Test
    void aBatchIsItsEvents() throws IOException {
        Path schemas = file("paid.json", "{\"required\":[\"paid\"]}");
        String good = event("paid", "\"data\":{\"paid\":1}");
        conforms(validate(schemas, "[" + good + ",\n" + good + "]"));
        CommandRun run = validate(schemas, "[" + good + ",\n " + event("paid", "\"data\":{}") + "]");
        violates(run, "-:2:67: /data: \"paid\" is missing");
        assertThat(run.out()).endsWith("VIOLATES: 2 events, 1 conforms, 1 violates\n");
        assertThat(validate(schemas, "[]").exit()).isEqualTo(3);
    }

    @Test
    void dataInBase64IsUnpackedAndJudged() throws IOException {
        Path schemas = file("paid.json", "{\"properties\":{\"paid\":{\"type\":\"boolean\"}}}");
        conforms(validate(schemas, event("paid", "\"data_base64\":\"" + base64("{\"paid\":true}") + "\"")));
        violates(
                validate(schemas, event("paid", "\"data_base64\":\"" + base64("{\"paid\":7}") + "\"")),
                "/data_base64/paid is an integer 7; expected true or false");
        violates(
                validate(schemas, event("paid", "\"data_base64\":\"%%%\"")),
                "\"data_base64\" is \"%%%\"; expected base64");
        violates(
                validate(schemas, event("paid", "\"data\":{},\"data_base64\":\"e30=\"")),
                "\"data\" and \"data_base64\" are both there");
        CommandRun broken = validate(schemas, event("paid", "\"data_base64\":\"" + base64("{") + "\""));
        assertThat(broken.exit()).as(broken.all()).isEqualTo(2);
    }

    @Test
    void dataThatIsNoJsonIsAViolation() throws IOException {
        Path schemas = file("paid.json", "{\"required\":[\"paid\"]}");
        violates(
                validate(schemas, event("paid", "\"datacontenttype\":\"text/xml\",\"data\":\"<a/>\"")),
                "\"datacontenttype\" is \"text/xml\"");
        violates(validate(schemas, event("paid", "\"subject\":\"s\"")), "\"data\" is missing");
    }

    @Test
    void anEventOutsideAnEnvelopeIsAViolationWhereEnvelopesAreExpected() throws IOException {
        violates(
                validate(file("paid.json", "{\"required\":[\"paid\"]}"), "{\"paid\":1}"),
                "is no CloudEvent: \"specversion\" is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"id\":\"\"",
                "\"source\":\"\"",
                "\"source\":\"a b\"",
                "\"specversion\":\"0.3\"",
                "\"time\":\"yesterday\"",
                "\"subject\":7",
                "\"dataschema\":\"relative\"",
                "\"Upper\":\"x\"",
                "\"nested\":{}"
            })
    void eachRuleOfTheEnvelopeSpeaks(String attribute) throws IOException {
        Path schemas = file("paid.json", "{}");
        String name = attribute.substring(1, attribute.indexOf('"', 1));
        String event = event("paid", attribute + ",\"data\":1");
        String once = attribute.startsWith("\"id\"")
                ? event.replace("\"id\":\"1\",", "")
                : attribute.startsWith("\"source\"")
                        ? event.replace("\"source\":\"/s\",", "")
                        : attribute.startsWith("\"specversion\"")
                                ? event.replace("\"specversion\":\"1.0\",", "")
                                : event;
        CommandRun run = validate(schemas, once);
        violates(run, "    CloudEvents 1.0\n");
        assertThat(run.out()).contains("\"" + name + "\"");
        assertThat(run.out().lines()).hasSize(3);
        conforms(validate(schemas, event("paid", "\"data\":1")));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
