package dev.seatrial.suite.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.fixture.MemoryTables;
import dev.seatrial.fixture.PaperVoyage;
import dev.seatrial.suite.api.ApiObservation.Case;
import dev.seatrial.suite.api.ApiObservation.Claim;
import dev.seatrial.target.Journey;
import dev.seatrial.target.Journey.Step;
import dev.seatrial.target.Program;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiExplorationTest {

    private static final String THING = "{ type: object, required: [id], properties: { id: { type: string } } }";
    private static final String ID = "parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]";
    private static final Map<String, String> JSON = Map.of("content-type", "application/json");

    @TempDir
    private Path directory;

    @Test
    void makesObjectsFirstReadsAndChangesOnlyThoseAndDeletesThemLast() throws Exception {
        PaperVoyage voyage = voyage("""
                /things/{id}:
                  %s
                  delete: { operationId: drop, responses: { "204": {} } }
                  get: { operationId: read, responses: { "200": {} } }
                  patch: { operationId: change, responses: { "204": {} } }
                /things:
                  get: { operationId: list, responses: { "200": {} } }
                  post:
                    operationId: make
                    responses: { "201": { links: { it: { operationId: read, parameters: { id: "$response.body#/id" } } } } }
                """.formatted(ID), made());

        assertThat(explored(voyage).unasked()).isEmpty();
        List<String> calls = calls(voyage);
        assertThat(calls).startsWith("POST /things");
        assertThat(calls.indexOf("GET /things")).isLessThan(calls.indexOf("GET /things/t1"));
        assertThat(calls.indexOf("GET /things/t1")).isLessThan(calls.indexOf("PATCH /things/t1"));
        assertThat(calls.stream().filter(call -> call.startsWith("DELETE")))
                .first()
                .isEqualTo("DELETE /things/t1");
        assertThat(calls).doesNotContain("GET /things/t2");
    }

    @Test
    void knowsAnObjectByItsLocationAndBySettingIt() throws Exception {
        Function<Request, Exchange> located = request -> request.method().equals("POST")
                ? PaperVoyage.answer(request, 201, Map.of("location", "http://elsewhere.test/base/things/l9"), "")
                : PaperVoyage.answer(request, 200, JSON, "{}");
        PaperVoyage voyage = voyage("""
                /things/{id}: { %s, get: { operationId: read, responses: { "200": {} } } }
                /things: { post: { operationId: make, responses: { "201": {} } } }
                /slots/{id}:
                  %s
                  put: { operationId: set, responses: { "200": {} } }
                  delete: { operationId: clear, responses: { "204": {} } }
                """.formatted(ID, ID), located);

        explored(voyage);
        List<String> calls = calls(voyage);
        assertThat(calls).contains("GET /things/l9");
        List<String> set = calls.stream().filter(call -> call.startsWith("PUT")).toList();
        assertThat(calls.stream()
                        .filter(call -> call.startsWith("DELETE"))
                        .findFirst()
                        .orElseThrow())
                .isIn(set.stream().map(call -> call.replace("PUT", "DELETE")).toList());
    }

    @Test
    void neverTakesTheExampleForWhatItDeletesButForWhatItReads() throws Exception {
        String example = ID.replace("schema:", "example: theirs, schema:");
        PaperVoyage voyage = voyage("""
                /things/{id}:
                  %s
                  get: { operationId: read, responses: { "200": {} } }
                  delete: { operationId: drop, responses: { "204": {} } }
                  patch: { operationId: change, responses: { "204": {} } }
                """.formatted(example), request -> PaperVoyage.answer(request, 200, JSON, "{}"));

        explored(voyage);
        assertThat(calls(voyage))
                .contains("GET /things/theirs")
                .doesNotContain("DELETE /things/theirs", "PATCH /things/theirs")
                .anySatisfy(call -> assertThat(call).startsWith("DELETE /things/"));
    }

    @Test
    void readsWhatAJourneyReadAndMakesTheJourneysOnce() throws Exception {
        Target target = target("""
                /things/{id}: { %s, get: { operationId: read, responses: { "200": {} } } }
                /parts/{id}: { %s, get: { operationId: part, responses: { "200": {} } } }
                """.formatted(ID, ID))
                .withServices(service("a", directory.resolve("a.yaml")), service("b", directory.resolve("a.yaml")))
                .withJourneys(new Journey(
                        "j", List.of(step("a", "GET /things/{id}", "j7"), step("b", "GET /parts/{id}", "b7"))));
        PaperVoyage voyage = new PaperVoyage(target, request -> PaperVoyage.answer(request, 200, JSON, "{}"));

        new ApiExploration("a", voyage, new MemoryTables()).explore();
        List<String> calls =
                voyage.sent().stream().map(e -> e.method() + " " + e.url()).toList();
        assertThat(calls.stream().filter("GET http://a.test/things/j7"::equals).count())
                .isGreaterThan(1);
        assertThat(calls.stream().filter("GET http://b.test/parts/b7"::equals).count())
                .isEqualTo(1);
        assertThat(calls).doesNotContain("GET http://a.test/parts/b7");
    }

    private static Step.Call step(String service, String operation, String id) {
        return new Step.Call(
                service,
                operation,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of("id", id),
                Optional.of(200),
                Map.of());
    }

    @Test
    void asksForAnObjectThatDoesNotExist() throws Exception {
        PaperVoyage voyage = voyage("""
                /things/{id}: { %s, get: { operationId: read, responses: { "200": {} } } }
                /things: { get: { operationId: list, responses: { "200": {} } } }
                """.formatted(ID), request -> PaperVoyage.answer(request, 200, JSON, "{}"));

        assertThat(explored(voyage).cases())
                .filteredOn(c -> c.what().equals("an object that does not exist"))
                .extracting(Case::operation)
                .containsExactly("read");
    }

    @Test
    void goesNoFurtherWhereItIsRefused() throws Exception {
        PaperVoyage voyage = voyage(
                "/things: { post: { operationId: make, requestBody: { content: { application/json: { schema: %s } } }, responses: { \"201\": {} } } }\n"
                        .formatted(THING),
                request -> PaperVoyage.answer(request, 401, Map.of(), ""));

        assertThat(explored(voyage).cases())
                .singleElement()
                .satisfies(c -> assertThat(c.claim()).isEqualTo(Claim.EXAMPLE));
    }

    @Test
    void shrinksOneRequestForEachKindOfFlaw() throws Exception {
        // a note of two letters or more is its end
        Function<Request, Exchange> answers =
                request -> PaperVoyage.body(request).matches(".*\"note\":\"[^\"]{2,}\".*")
                        ? PaperVoyage.answer(request, 500, Map.of(), "")
                        : PaperVoyage.answer(request, 201, Map.of(), "");
        PaperVoyage voyage = voyage("""
                /things:
                  post:
                    operationId: make
                    requestBody:
                      required: true
                      content:
                        application/json:
                          example: { id: a, note: ok, more: abc }
                          schema:
                            type: object
                            required: [id, note]
                            properties:
                              id: { type: string }
                              note: { type: string, minLength: 1 }
                              more: { type: string }
                    responses: { "201": {} }
                """, answers);

        ApiObservation seen = explored(voyage);
        List<String> ended = seen.cases().stream()
                .filter(c -> c.claim() == Claim.VALID)
                .filter(c -> c.exchange().status() == 500)
                .map(c -> c.exchange().requestBody())
                .toList();
        // the smallest that is still valid and still ends so: no optional member, two letters at most
        assertThat(ended).anySatisfy(body -> assertThat(body).matches("\\{\"id\":\".\",\"note\":\"..\\w?\"}"));
        assertThat(voyage.sent().stream()
                        .filter(e -> e.requestBody().matches("\\{\"id\":\".\",\"note\":\"..\\w?\"}"))
                        .count())
                .isLessThan(30);
    }

    @Test
    void tellsWhatItHadNoTimeFor() throws Exception {
        PaperVoyage voyage = voyage(
                "/things: { get: { operationId: list, responses: { \"200\": {} } } }\n",
                request -> PaperVoyage.answer(request, 200, JSON, "{}"));

        assertThat(new ApiExploration("a", voyage.remaining(Duration.ofMillis(1999)), new MemoryTables())
                        .explore()
                        .unasked())
                .containsExactly("list was not called: the check's time was over");
        assertThat(voyage.sent()).isEmpty();
        assertThat(new ApiExploration("a", voyage.remaining(Duration.ofSeconds(2)), new MemoryTables())
                        .explore()
                        .unasked())
                .isEmpty();
    }

    @Test
    void stopsInTheMidstOfAnOperationWhenTheTimeIsOver() throws Exception {
        PaperVoyage[] self = new PaperVoyage[1];
        PaperVoyage voyage = voyage(
                "/things: { get: { operationId: list, parameters: [ { name: n, in: query, required: true, schema: { type: integer } } ],"
                        + " responses: { \"200\": {} } } }\n",
                request -> {
                    self[0].remaining(Duration.ofMillis(1));
                    return PaperVoyage.answer(request, 200, JSON, "{}");
                });
        self[0] = voyage;

        ApiObservation seen = explored(voyage);
        assertThat(seen.cases()).hasSize(1);
        assertThat(seen.unasked()).containsExactly("list was not called with all its data: the check's time was over");
    }

    @Test
    void callsOnceMoreWhereTheServiceWasTooBusy() throws Exception {
        for (int busy : List.of(0, 429, 503, 500)) {
            AtomicInteger calls = new AtomicInteger();
            PaperVoyage voyage = voyage(
                    "/things: { get: { operationId: list, responses: { \"200\": {} } } }\n",
                    request -> PaperVoyage.answer(request, calls.getAndIncrement() == 0 ? busy : 200, JSON, "{}"));

            assertThat(explored(voyage).cases())
                    .singleElement()
                    .satisfies(c -> assertThat(c.exchange().status()).isEqualTo(busy == 500 ? 500 : 200));
            if (busy != 500) {
                assertThat(voyage.notes())
                        .containsExactly("list was called again with the example: "
                                + (busy == 0 ? "nobody answered" : "it was answered " + busy));
            }
        }
    }

    @Test
    void believesAServiceThatIsBusyEachTime() throws Exception {
        PaperVoyage voyage = voyage(
                "/things: { get: { operationId: list, responses: { \"200\": {} } } }\n",
                request -> PaperVoyage.answer(request, 503, JSON, "{}"));

        assertThat(explored(voyage).cases())
                .isNotEmpty()
                .allSatisfy(c -> assertThat(c.exchange().status()).isEqualTo(503));
        assertThat(voyage.sent()).hasSize(2);
    }

    @Test
    void replacesTheQueryOfTheExample() throws Exception {
        PaperVoyage voyage = voyage(
                "/things: { get: { operationId: list, parameters: [ { name: n, in: query, required: true, example: 5,"
                        + " schema: { type: integer, minimum: 1, maximum: 3 } } ], responses: { \"200\": {} } } }\n",
                request -> PaperVoyage.answer(request, 200, JSON, "{}"));

        assertThat(explored(voyage).cases().stream().map(c -> c.exchange().url()))
                .startsWith("http://a.test/things?n=5")
                .anyMatch(url -> url.matches("http://a.test/things\\?n=[123]"))
                .anyMatch("http://a.test/things?n=seatrial-none"::equals)
                .allMatch(url -> url.matches("http://a.test/things\\?n=[^&?]+"));
    }

    @Test
    void learnsNothingFromAnswersToInvalidData() throws Exception {
        Function<Request, Exchange> answers = request -> request.method().equals("POST")
                ? PaperVoyage.answer(
                        request,
                        201,
                        Map.of(
                                "location",
                                "/things/" + (PaperVoyage.body(request).contains("\"id\"") ? "good" : "bad")),
                        "")
                : PaperVoyage.answer(request, 204, JSON, "");
        PaperVoyage voyage = voyage("""
                /things/{id}: { %s, delete: { operationId: drop, responses: { "204": {} } } }
                /things:
                  post:
                    operationId: make
                    requestBody: { required: true, content: { application/json: { example: { id: a }, schema: %s } } }
                    responses: { "201": {} }
                """.formatted(ID, THING), answers);

        explored(voyage);
        assertThat(calls(voyage)).contains("DELETE /things/good").doesNotContain("DELETE /things/bad");
    }

    private static Function<Request, Exchange> made() {
        AtomicInteger next = new AtomicInteger();
        return request -> request.method().equals("POST")
                ? PaperVoyage.answer(request, 201, JSON, "{\"id\": \"t" + next.incrementAndGet() + "\"}")
                : PaperVoyage.answer(request, 200, JSON, "{}");
    }

    private static ApiObservation explored(PaperVoyage voyage) throws InterruptedException {
        return new ApiExploration("a", voyage, new MemoryTables()).explore();
    }

    private static List<String> calls(PaperVoyage voyage) {
        return voyage.sent().stream()
                .map(e -> e.method() + " " + e.url().replace("http://a.test", ""))
                .toList();
    }

    private PaperVoyage voyage(String paths, Function<Request, Exchange> answers) throws IOException {
        return new PaperVoyage(target(paths), answers);
    }

    private Target target(String paths) throws IOException {
        Path file = Files.writeString(directory.resolve("a.yaml"), "openapi: 3.1.0\npaths:\n" + paths.indent(2));
        return Target.of(directory, "paper").withServices(service("a", file));
    }

    private static Service service(String name, Path openapi) {
        return Service.of(name, new Program.Command(List.of("x")), 80).withOpenapi(openapi);
    }
}
