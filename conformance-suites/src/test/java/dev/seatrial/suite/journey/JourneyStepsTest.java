package dev.seatrial.suite.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.environment.RunningResource;
import dev.seatrial.fixture.PaperVoyage;
import dev.seatrial.suite.access.Databases;
import dev.seatrial.target.Journey;
import dev.seatrial.target.Journey.Step;
import dev.seatrial.target.Program;
import dev.seatrial.target.Resource;
import dev.seatrial.target.Resource.Kind;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What ends a journey, step by step, without a system. */
class JourneyStepsTest {

    private static final Step.Call ANY = call(Optional.empty(), Map.of());

    private final AtomicInteger looks = new AtomicInteger();
    private String value = "0";
    private PaperVoyage voyage = voyage(request -> PaperVoyage.answer(request, 200, Map.of(), "{}"));

    @Test
    void takesAnySuccessWhereNoStatusIsExpected() throws InterruptedException {
        assertThat(run(status(201), ANY).broken()).isEmpty();
        assertThat(run(status(299), ANY).broken()).isEmpty();
        assertThat(run(status(300), ANY).broken())
                .isEqualTo("step 1 of journey j: GET http://a.test/x was answered 300 instead of 2xx");
        assertThat(run(status(199), ANY).complete()).isFalse();
    }

    @Test
    void takesOnlyTheStatusThatIsExpected() throws InterruptedException {
        assertThat(run(status(404), call(Optional.of(404), Map.of())).broken()).isEmpty();
        assertThat(run(status(200), call(Optional.of(404), Map.of())).broken())
                .endsWith("was answered 200 instead of 404");
    }

    @Test
    void isMadeAgainOnlyWhereACallWasAnsweredOtherwiseAndSaysSo() throws InterruptedException {
        JourneyRun twice = run(status(500), ANY);
        assertThat(twice.complete()).isFalse();
        assertThat(voyage.sent()).hasSize(3);
        assertThat(voyage.notes())
                .hasSize(2)
                .allMatch(note -> note.startsWith("the journey j was made again: step 1 of journey j: GET"));

        JourneyRun unanswered = run(status(0), ANY);
        assertThat(unanswered.broken())
                .isEqualTo("step 1 of journey j: GET http://a.test/x got no answer: nobody answered");
        assertThat(voyage.sent()).hasSize(1);
        assertThat(voyage.notes()).isEmpty();
    }

    @Test
    void savesValuesForLaterSteps() throws InterruptedException {
        Step.Call save = call(Optional.empty(), Map.of("id", "/it/id"));
        Step.Call use = new Step.Call(
                "a",
                "GET /things/{id}",
                Optional.empty(),
                Optional.empty(),
                Map.of("X-Id", "<${id}>"),
                Map.of("id", "${id}"),
                Optional.empty(),
                Map.of());
        run(body("{\"it\": {\"id\": 7}}"), save, use);
        assertThat(voyage.sent().get(1).url()).isEqualTo("http://a.test/things/7");
        assertThat(voyage.sent().get(1).requestHeaders()).containsEntry("X-Id", "<7>");

        assertThat(run(body("<it/>"), save).broken())
                .isEqualTo("step 1 of journey j: the answer is not JSON, nothing to save from it");
        assertThat(run(body("{\"it\": {\"id\": {}}}"), save).broken())
                .isEqualTo("step 1 of journey j: the answer has no value at /it/id to save as id");
        assertThat(run(body("{\"it\": {\"id\": null}}"), save).complete()).isFalse();
        assertThat(run(body("{}"), save).complete()).isFalse();
        assertThat(run(body("{}"), use).broken()).contains("nothing was saved for ${id}");
    }

    @Test
    void looksAgainUntilTheDatabaseHasWhatIsExpected() throws InterruptedException {
        Step.Eventually step = new Step.Eventually(Duration.ofMinutes(5), "db", "select n", "3");
        value = "count";
        assertThat(run(status(200), step).broken()).isEmpty();
        assertThat(looks).hasValue(4);
    }

    @Test
    void givesUpWhenTheTimeIsOver() throws InterruptedException {
        Step.Eventually step = new Step.Eventually(Duration.ofMillis(120), "db", "select n", "3");
        assertThat(run(status(200), step).broken())
                .isEqualTo(
                        "step 1 of journey j: within 120 ms \"select n\" on db should have become 3, but was last 0");
        assertThat(looks).hasValueBetween(1, 4);

        voyage = voyage(status(200)).remaining(Duration.ofMillis(1));
        looks.set(0);
        assertThat(run(new Step.Eventually(Duration.ofMinutes(5), "db", "select n", "3"))
                        .broken())
                .startsWith("step 1 of journey j: within 1 ms ");
    }

    @Test
    void isATraceOfItsOwnEachTime() throws InterruptedException {
        Set<String> traces = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            JourneyRun run = run(status(200), ANY);
            assertThat(run.exchanges().get(0).requestHeaders().get("traceparent"))
                    .matches("00-" + run.traceId() + "-[0-9a-f]{16}-01");
            assertThat(run.traceId()).matches("[0-9a-f]{32}").doesNotMatch("0+");
            traces.add(run.traceId());
        }
        assertThat(traces).hasSize(5);
    }

    private static Step.Call call(Optional<Integer> status, Map<String, String> save) {
        return new Step.Call("a", "GET /x", Optional.empty(), Optional.empty(), Map.of(), Map.of(), status, save);
    }

    private static Function<Request, Exchange> status(int status) {
        return request -> PaperVoyage.answer(request, status, Map.of(), "{}");
    }

    private static Function<Request, Exchange> body(String body) {
        return request -> PaperVoyage.answer(request, 200, Map.of(), body);
    }

    private JourneyRun run(Function<Request, Exchange> answers, Step... steps) throws InterruptedException {
        voyage = voyage(answers);
        return run(steps);
    }

    private JourneyRun run(Step... steps) throws InterruptedException {
        return new JourneyRunner(voyage, new OneValue()).run(new Journey("j", List.of(steps)));
    }

    private static PaperVoyage voyage(Function<Request, Exchange> answers) {
        return new PaperVoyage(
                Target.of(Path.of("/"), "paper")
                        .withServices(Service.of("a", new Program.Command(List.of("x")), 80))
                        .withResources(Resource.of("db", Kind.POSTGRES, "16")),
                answers);
    }

    /** Gives one value, or, where that is {@code count}, how often it was asked before. */
    private final class OneValue implements Databases {
        @Override
        public String value(RunningResource database, String sql, Map<String, String> parameters) {
            int look = looks.getAndIncrement();
            return value.equals("count") ? Integer.toString(look) : value;
        }

        @Override
        public List<Session> sessions(RunningResource database) {
            throw new UnsupportedOperationException();
        }
    }
}
