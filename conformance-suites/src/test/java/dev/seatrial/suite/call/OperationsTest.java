package dev.seatrial.suite.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.fixture.PaperVoyage;
import dev.seatrial.suite.call.Operations.Inputs;
import dev.seatrial.target.Identity;
import dev.seatrial.target.Operation;
import dev.seatrial.target.Program;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationsTest {

    private static final String DESCRIPTION = """
            openapi: 3.1.0
            paths:
              /things:
                get:
                  operationId: list
                  parameters:
                    - { name: from, in: query, required: true, example: "a b", schema: { type: string } }
                    - { name: most, in: query, required: true, schema: { type: integer, minimum: 3, maximum: 3 } }
                    - { name: sort, in: query, schema: { type: string } }
                    - { name: X-Tenant, in: header, required: true, example: blue, schema: { type: string } }
                    - { name: X-More, in: header, schema: { type: string } }
                  responses: { "200": {} }
                post:
                  operationId: make
                  requestBody:
                    required: true
                    content: { application/vnd.thing+json: { schema: { type: object, required: [n], properties: { n: { const: 4 } } } } }
                  responses: { "201": {} }
                put:
                  operationId: cannot
                  requestBody: { required: true, content: { application/json: {} } }
                  responses: { "200": {} }
                patch:
                  operationId: may
                  requestBody: { content: { application/json: {} } }
                  responses: { "200": {} }
              /things/{id}/{part}:
                get:
                  operationId: part
                  parameters:
                    - { name: id, in: query, example: wrong, schema: { type: string } }
                    - { name: id, in: path, required: true, example: "é/1", schema: { type: string } }
                    - { name: part, in: path, required: true, schema: { type: string } }
                  responses: { "200": {} }
              /none:
                get:
                  operationId: none
                  parameters: [ { name: q, in: query, required: true, schema: { type: integer, minimum: 2, maximum: 1 } } ]
                  responses: { "200": {} }
            """;

    @TempDir
    private Path directory;

    @Test
    void givesWhatTheDescriptionRequiresAndNoMore() throws IOException {
        Prepared list = operations().prepare("a", "list");
        assertThat(list.request().url()).hasToString("http://a.test/things?from=a%20b&most=3");
        assertThat(list.request().headers())
                .containsEntry("X-Tenant", List.of("blue"))
                .doesNotContainKey("X-More");
        assertThat(list.request().headers()).containsEntry("Authorization", List.of("Bearer paper"));
        assertThat(list.key()).isEmpty();
    }

    @Test
    void makesABodyThatTheDescriptionAllows() throws IOException {
        Prepared make = operations().prepare("a", "POST /things");
        assertThat(PaperVoyage.body(make.request())).isEqualTo("{\"n\":4}");
        assertThat(make.request().headers()).containsEntry("Content-Type", List.of("application/vnd.thing+json"));
        assertThat(make.members()).isEqualTo(Map.of("n", "4"));
        assertThat(operations().prepare("a", "may").request().body()).isEmpty();
        assertThatThrownBy(() -> operations().prepare("a", "cannot"))
                .isInstanceOf(OperationException.class)
                .hasMessage("PUT /things needs a body and has no example; give it one in the OpenAPI description, or"
                        + " \"example:\" in seatrial.yaml");
    }

    @Test
    void fillsThePathFromWhatIsGivenAndElseFromTheExample() throws IOException {
        assertThat(operations()
                        .prepare("a", "part", Inputs.path(Map.of("part", "x y")))
                        .request()
                        .url())
                .hasToString("http://a.test/things/%C3%A9%2F1/x%20y");
        assertThatThrownBy(() -> operations().prepare("a", "part"))
                .isInstanceOf(OperationException.class)
                .hasMessage("no value for the path parameter {part} of GET /things/{id}/{part}; give the parameter an"
                        + " example in the OpenAPI description");
        assertThat(operations()
                        .ofNoObject(
                                "a", operations().find("a", "part").described().orElseThrow()))
                .containsOnlyKeys("id", "part");
    }

    @Test
    void saysWhichParameterHasNoValue() throws IOException {
        assertThatThrownBy(() -> operations().prepare("a", "none"))
                .isInstanceOf(OperationException.class)
                .hasMessage("no value for the parameter q; give it an example in the OpenAPI description");
    }

    @Test
    void takesAnOperationThatOnlyItsOwnerKnows() throws IOException {
        Operations.Known known = operations().find("a", "DELETE /hidden");
        assertThat(known.method()).isEqualTo("DELETE");
        assertThat(known.path()).isEqualTo("/hidden");
        assertThat(known.described()).isEmpty();
        for (String unknown : List.of("hide", "DELETE hidden")) {
            assertThatThrownBy(() -> operations().find("a", unknown))
                    .isInstanceOf(OperationException.class)
                    .hasMessage(
                            "the operation \"" + unknown + "\" of a is not in an OpenAPI description of the service;"
                                    + " name it by method and path, such as \"POST /orders\", or mend the description");
        }
    }

    @Test
    void knowsTheOwnersWordsByEitherName() throws IOException {
        Operation said = Operation.of("POST /things").withAs("bob");
        assertThat(operations(said).find("a", "make").declared()).isEqualTo(said);
        assertThat(operations(Operation.of("make").withAs("bob"))
                        .find("a", "POST /things")
                        .declared()
                        .as())
                .contains("bob");
    }

    @Test
    void makesAFreshRequestFromTheOwnersExample() throws IOException {
        Path example = Files.writeString(directory.resolve("b.json"), "{\"ref\": \"r\", \"n\": 4, \"deep\": {}}");
        Operation said = Operation.of("make")
                .withExample(example)
                .withVary("ref")
                .withAs("bob")
                .withIdempotency(new Operation.Idempotency("ietf", true, "My-Key"));

        Prepared first = operations(said).prepare("a", "make");
        Prepared second = operations(said).prepare("a", "make");
        assertThat(first.members()).containsOnlyKeys("ref", "n").containsEntry("n", "4");
        assertThat(first.members().get("ref"))
                .startsWith("st-")
                .isNotEqualTo(second.members().get("ref"));
        assertThat(PaperVoyage.body(first.request())).contains("\"deep\":{}");
        assertThat(first.request().headers())
                .containsEntry("My-Key", List.of(first.key().orElseThrow()))
                .containsEntry("Authorization", List.of("Bearer bob-paper"));
        assertThat(first.key()).isNotEqualTo(second.key());
        assertThat(first.placeholders())
                .containsEntry("key", first.key().orElseThrow())
                .containsEntry("n", "4");
        assertThat(new Prepared(first.request(), Map.of("n", "1"), Optional.empty()).placeholders())
                .isEqualTo(Map.of("n", "1"));
    }

    @Test
    void leavesABodyThatIsNoObjectAsItIs() throws IOException {
        Path example = Files.writeString(directory.resolve("b.json"), "[1, 2]");
        Prepared made = operations(Operation.of("make").withExample(example).withVary("ref"))
                .prepare("a", "make");
        assertThat(PaperVoyage.body(made.request())).isEqualTo("[1,2]");
        assertThat(made.members()).isEmpty();
    }

    @Test
    void putsInWhatAStepOfAJourneyGives() throws IOException {
        Path body = Files.writeString(directory.resolve("c.json"), "{\"n\": 9}");
        Prepared made = operations()
                .prepare(
                        "a",
                        "make",
                        new Inputs(Optional.of("bob"), Optional.of(body), Map.of("X-Step", "1"), Map.of()));
        assertThat(PaperVoyage.body(made.request())).isEqualTo("{\"n\":9}");
        assertThat(made.request().headers())
                .containsEntry("X-Step", List.of("1"))
                .containsEntry("Authorization", List.of("Bearer bob-paper"));
    }

    @Test
    void saysWhatCannotBeUsed() throws IOException {
        Path broken = Files.writeString(directory.resolve("b.json"), "{");
        assertThatThrownBy(() ->
                        operations(Operation.of("make").withExample(broken)).prepare("a", "make"))
                .hasMessageStartingWith("cannot use the body " + broken + ": ");
        assertThatThrownBy(() -> operations(Operation.of("make").withAs("eve")).prepare("a", "make"))
                .hasMessage("the target has no identity \"eve\"");
    }

    private Operations operations(Operation... declared) throws IOException {
        Path file = Files.writeString(directory.resolve("a.yaml"), DESCRIPTION);
        Target target = Target.of(directory, "paper")
                .withIdentities(new Identity.Given("alice", "t"), new Identity.Given("bob", "t"))
                .withServices(Service.of("a", new Program.Command(List.of("x")), 80)
                        .withOpenapi(file)
                        .withOperations(declared));
        return Operations.of(new PaperVoyage(target, request -> PaperVoyage.answer(request, 200, Map.of(), "")));
    }
}
