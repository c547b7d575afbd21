package dev.seatrial.suite.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.suite.openapi.ApiOperation.Content;
import dev.seatrial.suite.openapi.ApiOperation.Header;
import dev.seatrial.suite.openapi.ApiOperation.LinkTo;
import dev.seatrial.suite.openapi.ApiOperation.Parameter;
import dev.seatrial.suite.openapi.ApiOperation.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ApiDescriptionTest {

    private static final ApiDescription SHOP = ApiDescription.parse("shop.yaml", """
            openapi: 3.1.0
            security: [ { bearer: [] } ]
            paths:
              /version:
                get: { security: [], responses: { "200": { content: { text/plain: {} } } } }
              /orders/{id}/lines/{line}:
                summary: is no operation
                parameters:
                  - { name: id, in: path, required: true, schema: { type: string, example: o1 } }
                  - $ref: '#/components/parameters/Line'
                get:
                  operationId: getLine
                  security: [ { bearer: [] }, {} ]
                  parameters:
                    - { name: line, in: path, required: true, example: 7, schema: { type: integer } }
                    - { name: line, in: query, schema: { type: string } }
                  responses:
                    "200": { description: exact }
                    2XX: { $ref: '#/components/responses/Some' }
                    default: { description: else }
              /orders: { $ref: '#/components/pathItems/Orders' }
            components:
              parameters:
                Line: { name: line, in: path, required: true, schema: { type: string } }
              pathItems:
                Orders:
                  post:
                    operationId: createOrder
                    requestBody:
                      required: true
                      content:
                        Application/JSON:
                          example: { n: 1 }
                          examples: { two: { value: { n: 2 } }, none: { summary: nothing }, three: { $ref: '#/components/examples/Three' } }
                          schema: { type: object, example: { n: 4 }, examples: [ { n: 5 } ] }
                    responses:
                      "201":
                        headers:
                          Location: { required: true, schema: { type: string } }
                          X-Left: { $ref: '#/components/headers/Left' }
                        content: { application/problem+json: { schema: { type: object } } }
                        links: { it: { operationId: getLine, parameters: { id: "$response.body#/id" } } }
              examples: { Three: { value: { n: 3 } } }
              headers: { Left: { schema: { type: integer } } }
              responses: { Some: { $ref: '#/components/responses/Other' }, Other: { content: { "a/b~c": { schema: {} } } } }
            """);

    private static ApiOperation operation(String id) {
        return SHOP.operation(id).orElseThrow();
    }

    @Test
    void knowsItsOperationsInOrderByIdAndByRoute() {
        assertThat(SHOP.name()).isEqualTo("shop.yaml");
        assertThat(SHOP.operations())
                .extracting(ApiOperation::id)
                .containsExactly("GET /version", "getLine", "createOrder");
        assertThat(operation("GET /orders/{id}/lines/{line}")).isEqualTo(operation("getLine"));
        assertThat(operation("createOrder").route()).isEqualTo("POST /orders");
        assertThat(SHOP.operation("getline")).isEmpty();
    }

    @Test
    void tellsWhereEachPartStands() {
        assertThat(operation("getLine").pointer()).isEqualTo("/paths/~1orders~1{id}~1lines~1{line}/get");
        assertThat(operation("createOrder").pointer()).isEqualTo("/components/pathItems/Orders/post");
        Response some = operation("getLine").response(204).orElseThrow();
        assertThat(Objects.requireNonNull(some.content().get("a/b~c")).pointer())
                .isEqualTo("/components/responses/Other/content/a~1b~0c/schema");
        assertThat(SHOP.root()
                        .at("/components/responses/Other/content/a~1b~0c/schema")
                        .isObject())
                .isTrue();
    }

    @Test
    void takesTheNarrowestParameterAndItsExample() {
        List<Parameter> parameters = operation("getLine").parameters();
        assertThat(parameters).extracting(Parameter::name).containsExactly("id", "line", "line");
        assertThat(parameters).extracting(Parameter::in).containsExactly("path", "path", "query");
        assertThat(parameters).extracting(Parameter::required).containsExactly(true, true, false);
        assertThat(parameters)
                .extracting(p -> p.example().map(JsonNode::asString).orElse(""))
                .containsExactly("o1", "7", "");
        assertThat(parameters)
                .extracting(Parameter::pointer)
                .containsExactly(
                        "/paths/~1orders~1{id}~1lines~1{line}/parameters/0/schema",
                        "/paths/~1orders~1{id}~1lines~1{line}/get/parameters/0/schema",
                        "/paths/~1orders~1{id}~1lines~1{line}/get/parameters/1/schema");
    }

    @Test
    void tellsWhereAParameterThatIsReferredToStands() {
        ApiDescription shared = ApiDescription.parse("a", """
                openapi: 3.1.0
                paths: { /a: { parameters: [ { $ref: '#/components/parameters/P' } ], get: { responses: {} } } }
                components: { parameters: { P: { name: p, in: query, required: true } } }
                """);
        assertThat(shared.operations().get(0).parameters()).singleElement().satisfies(p -> {
            assertThat(p.pointer()).isEqualTo("/components/parameters/P/schema");
            assertThat(p.required()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({"200, exact", "302, else", "500, else"})
    void takesTheNarrowestResponse(int status, String description) {
        ApiOperation line = operation("getLine");
        String key = description.equals("exact") ? "200" : "default";
        assertThat(line.response(status))
                .hasValue(Objects.requireNonNull(line.responses().get(key)));
        assertThat(line.response(299))
                .hasValue(Objects.requireNonNull(line.responses().get("2XX")));
        assertThat(operation("createOrder").response(status)).isEmpty();
    }

    @Test
    void knowsBodiesHeadersAndLinks() {
        ApiOperation create = operation("createOrder");
        assertThat(create.body().orElseThrow().required()).isTrue();
        Content json =
                Objects.requireNonNull(create.body().orElseThrow().content().get("application/json"));
        assertThat(json.examples()).extracting(e -> e.path("n").asInt()).containsExactly(1, 2, 3, 4, 5);
        assertThat(json.schema()).isPresent();
        assertThat(json.pointer())
                .isEqualTo("/components/pathItems/Orders/post/requestBody/content/Application~1JSON/schema");
        Response created = create.response(201).orElseThrow();
        assertThat(created.headers()).containsOnlyKeys("location", "x-left");
        assertThat(created.headers().values()).extracting(Header::required).containsExactly(true, false);
        assertThat(created.headers().values())
                .extracting(Header::pointer)
                .containsExactly(
                        "/components/pathItems/Orders/post/responses/201/headers/Location/schema",
                        "/components/headers/Left/schema");
        assertThat(created.links()).containsExactly(new LinkTo("getLine", Map.of("id", "$response.body#/id")));
        ApiOperation version = operation("GET /version");
        assertThat(version.body()).isEmpty();
        assertThat(version.response(200).orElseThrow().content().get("text/plain"))
                .isEqualTo(new Content(
                        Optional.empty(), "/paths/~1version/get/responses/200/content/text~1plain/schema", List.of()));
    }

    @Test
    void needsCredentialsUnlessAnAlternativeAsksForNone() {
        assertThat(operation("createOrder").needsCredentials()).isTrue();
        assertThat(operation("GET /version").needsCredentials()).isFalse();
        assertThat(operation("getLine").needsCredentials()).isFalse();
        ApiDescription open = ApiDescription.parse("a", "openapi: 3.1.0\npaths: { /a: { get: { responses: {} } } }");
        assertThat(open.operations().get(0).needsCredentials()).isFalse();
    }

    @Test
    void findsTheObjectInAnAddress() {
        assertThat(SHOP.match("http://h:1/base/orders/7/lines/a%20b?x=1"))
                .hasValue(new ApiDescription.Match("/orders/{id}/lines/{line}", Map.of("id", "7", "line", "a b")));
        assertThat(SHOP.match("http://h/orders/7")).isEmpty();
        assertThat(SHOP.match("http://h/version")).isEmpty();
        assertThat(SHOP.match("http://h/orders/7/lines/8/9")).isEmpty();
        assertThat(SHOP.match("http://h/a b")).isEmpty();
    }

    @Test
    void knowsTheVersionsOfSchemas() {
        assertThat(SHOP.version30()).isFalse();
        assertThat(ApiDescription.parse("a", "{\"openapi\": \"3.0.3\"}").version30())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'#/components/a', leads in a circle",
        "'#/nowhere', leads nowhere",
        "'other.yaml#/a', 'leads out of the file, which is not supported'"
    })
    void saysOfAReferenceWhatIsWrong(String reference, String wrong) {
        ApiDescription description = ApiDescription.parse(
                "a.yaml",
                "openapi: 3.1.0\ncomponents: { a: { $ref: '#/components/b' }, b: { $ref: '" + reference + "' } }");
        JsonNode a = description.root().at("/components/a");
        assertThatThrownBy(() -> description.resolve(a))
                .isInstanceOf(DescriptionException.class)
                .hasMessageStartingWith("a.yaml: \"")
                .hasMessageEndingWith("\" " + wrong);
    }

    @Test
    void followsAChainOfReferences() {
        StringBuilder chain = new StringBuilder("openapi: 3.1.0\nc:\n");
        for (int i = 0; i < 20; i++) {
            chain.append("  r")
                    .append(i)
                    .append(": { $ref: '#/c/r")
                    .append(i + 1)
                    .append("' }\n");
        }
        ApiDescription description =
                ApiDescription.parse("a", chain.append("  r20: { it: here }\n").toString());
        assertThat(description
                        .resolve(description.root().at("/c/r0"))
                        .path("it")
                        .asString())
                .isEqualTo("here");
    }

    @Test
    void saysOfAFileWhatIsWrong(@TempDir Path directory) throws Exception {
        Path none = directory.resolve("none.yaml");
        assertThatThrownBy(() -> ApiDescription.read(none))
                .isInstanceOf(DescriptionException.class)
                .hasMessageStartingWith("cannot read the OpenAPI description " + none + ": ");
        Path file = Files.writeString(directory.resolve("a.yaml"), "a: [");
        assertThatThrownBy(() -> ApiDescription.read(file))
                .isInstanceOf(DescriptionException.class)
                .hasMessageStartingWith("a.yaml is not YAML: ");
        assertThatThrownBy(() -> ApiDescription.parse("a", "swagger: '2.0'"))
                .hasMessage("a is no OpenAPI description of version 3.0 or 3.1: \"openapi\" is missing");
        assertThatThrownBy(() -> ApiDescription.parse("a", "openapi: 4.0.0"))
                .hasMessage("a is no OpenAPI description of version 3.0 or 3.1: \"openapi\" is 4.0.0");
        Files.writeString(file, "openapi: 3.0.0");
        assertThat(ApiDescription.read(file).name()).isEqualTo("a.yaml");
    }
}
