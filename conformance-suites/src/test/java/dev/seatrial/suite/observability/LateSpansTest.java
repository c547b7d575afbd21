package dev.seatrial.suite.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Outcome;
import dev.seatrial.check.Subject;
import dev.seatrial.environment.Spans;
import dev.seatrial.environment.Spans.Span;
import dev.seatrial.fixture.FixtureTarget;
import dev.seatrial.fixture.MemoryTables;
import dev.seatrial.fixture.MemoryTopics;
import dev.seatrial.fixture.PaperVoyage;
import dev.seatrial.target.Journey;
import dev.seatrial.target.Journey.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Exporters send in batches: when the check believes that it has seen all. */
class LateSpansTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Spans that come in as the check looks again and again. */
    private static final class Batches implements Spans {
        private final IntFunction<List<Span>> atLook;
        private int looks;

        Batches(IntFunction<List<Span>> atLook) {
            this.atLook = atLook;
        }

        @Override
        public List<Span> ofTrace(String traceId) {
            return atLook.apply(++looks);
        }

        @Override
        public long received() {
            return looks;
        }
    }

    private static Span span(String id, String parent) {
        return new Span("t", id, parent, "orders", id, "SERVER", Instant.EPOCH, Instant.EPOCH, Map.of());
    }

    private static Outcome outcome(Batches spans, int status, Duration patience) throws InterruptedException {
        Step call = new Step.Call(
                "orders",
                "listOrders",
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.of(200),
                Map.of());
        PaperVoyage voyage = new PaperVoyage(
                        FixtureTarget.target().withJourneys(new Journey("look", List.of(call))),
                        request -> PaperVoyage.answer(request, status, Map.of(), "[]"))
                .with(spans);
        JourneyIsOneTrace check = new JourneyIsOneTrace(new MemoryTables(), new MemoryTopics(), patience);
        return check.judge(check.observe(Subject.of("orders", "look"), voyage));
    }

    @Test
    void waitsForTheFirst() throws InterruptedException {
        Batches spans = new Batches(look -> look < 3 ? List.of() : List.of(span("a", "")));
        Duration patience = Duration.ofSeconds(6);
        assertThat(outcome(spans, 200, patience)).isInstanceOf(Outcome.Satisfied.class);
        assertThat(spans.looks).isGreaterThan(3);
    }

    @Test
    void looksOnWhereAnotherMayFollow() throws InterruptedException {
        Batches spans =
                new Batches(look -> look < 2 ? List.of(span("a", "")) : List.of(span("a", ""), span("b", "lost")));
        assertThat(outcome(spans, 200, Duration.ofMillis(1500)))
                .isInstanceOfSatisfying(
                        Outcome.Violated.class,
                        violated -> assertThat(violated.findings().get(0).saw()).startsWith("orphans"));
    }

    @Test
    void endsWithItsPatienceAndLooksWithPauses() throws InterruptedException {
        Batches spans = new Batches(look -> List.of());
        assertThat(outcome(spans, 200, Duration.ofMillis(300)))
                .isInstanceOfSatisfying(
                        Outcome.Violated.class,
                        violated -> assertThat(violated.findings().get(0).saw())
                                .matches("no span of this trace within [0-9]{3,} ms; \\d+ spans came in all"));
        assertThat(spans.looks).isBetween(2, 8);
    }

    @Test
    void waitsForNothingWhereTheJourneyBroke() throws InterruptedException {
        Batches spans = new Batches(look -> List.of());
        assertThat(outcome(spans, 500, PATIENCE)).isInstanceOf(Outcome.Inconclusive.class);
        assertThat(spans.looks).isEqualTo(1);
    }
}
