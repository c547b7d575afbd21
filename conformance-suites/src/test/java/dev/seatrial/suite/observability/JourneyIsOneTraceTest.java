package dev.seatrial.suite.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Finding;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.environment.Spans.Span;
import dev.seatrial.fixture.CheckHarness;
import dev.seatrial.fixture.Defect;
import dev.seatrial.fixture.Exchanges;
import dev.seatrial.fixture.FixtureSystem;
import dev.seatrial.fixture.FixtureTarget;
import dev.seatrial.suite.journey.JourneyRun;
import dev.seatrial.target.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JourneyIsOneTraceTest {

    private static final Subject PLACE_ORDER = Subject.of("orders", "place-order");

    @Test
    void isSilentOnTheConformingTwin() {
        assertThat(outcome(Defect.NONE))
                .isInstanceOfSatisfying(
                        Outcome.Satisfied.class,
                        o -> assertThat(o.summary()).endsWith("spans of orders, stock, no gap"));
    }

    @Test
    void findsACallThatLosesTheTrace() {
        assertThat(findings(outcome(Defect.TRACE_LOST_OVER_HTTP)))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.did()).startsWith("made journey place-order in trace ");
                    assertThat(f.saw())
                            .isEqualTo("requests between services went without trace context: orders -> stock: GET"
                                    + " /availability/anchor");
                    assertThat(f.expected()).isEqualTo("a W3C traceparent on each");
                });
    }

    @Test
    void findsAnEventThatLosesTheTrace() {
        assertThat(findings(outcome(Defect.TRACE_LOST_OVER_BROKER)))
                .extracting(Finding::saw)
                .containsExactly("events were published without trace context: order-events, partition 0, offset 0");
    }

    @Test
    void findsSpansWithoutAService() {
        assertThat(findings(outcome(Defect.SPANS_WITHOUT_SERVICE)))
                .extracting(Finding::saw)
                .singleElement()
                .asString()
                .startsWith("spans without service.name: POST /orders");
    }

    @Test
    void findsASystemThatExportsNothing() {
        assertThat(findings(outcome(Defect.NO_SPANS)))
                .extracting(Finding::saw)
                .singleElement()
                .asString()
                .matches("no span of this trace within \\d+ ms; 0 spans came in all");
    }

    @Test
    void cannotTellWhenTheJourneyBreaks() {
        Target target = FixtureTarget.target();
        try (FixtureSystem system = FixtureSystem.with(Defect.NONE, target)) {
            system.service("stock").kill();
            assertThat(CheckHarness.run(check(system), system, PLACE_ORDER))
                    .isInstanceOfSatisfying(
                            Outcome.Inconclusive.class,
                            o -> assertThat(o.why())
                                    .startsWith(
                                            "the journey did not come to its end, so its trace shows nothing: step 1 of"
                                                    + " journey place-order")
                                    .endsWith("was answered 202 instead of 201"));
        }
    }

    @Test
    void appliesToNothingWithoutAJourney() {
        try (FixtureSystem system = FixtureSystem.conforming()) {
            assertThat(check(system).subjects(Target.of(Path.of("/"), "t")))
                    .isEqualTo(new Subjects.None("the target declares no journey that calls a service; without one"
                            + " there is nothing to trace"));
        }
    }

    @Test
    void findsWhoeverIsMissing() {
        assertThat(findings(judge(Map.of("orders", "x", "mail", "it consumes"), span("a", "s0", "orders"))))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.saw()).isEqualTo("no span of mail; there are spans of orders");
                    assertThat(f.expected()).isEqualTo("a span of mail in the same trace, for it consumes");
                });
    }

    @Test
    void findsOrphansButNotTheJourneysOwnParents() {
        assertThat(judge(Map.of("orders", "x"), span("a", "s0", "orders"), span("b", "a", "orders")))
                .isInstanceOf(Outcome.Satisfied.class);
        assertThat(findings(judge(Map.of("orders", "x"), span("a", "s0", "orders"), span("b", "lost", "orders"))))
                .extracting(Finding::saw)
                .containsExactly("orphans, whose parent never came: orders \"span b\"");
    }

    @Test
    void aRootSpanIsNoOrphan() {
        assertThat(judge(Map.of("orders", "x"), span("a", "", "orders"))).isInstanceOf(Outcome.Satisfied.class);
    }

    @Test
    void replaysTheJourneysFirstRequestWhereItMadeOne() {
        assertThat(findings(judge(Map.of(), span("a", "s0", ""))))
                .extracting(Finding::replay)
                .containsExactly("curl -i http://127.0.0.1/x");
        JourneyRun silent = new JourneyRun("j", "t", List.of(), "");
        TraceObservation seen = new TraceObservation(
                silent, List.of(), List.of(span("a", "", "")), Map.of(), List.of(), List.of(), 1, 10);
        try (FixtureSystem system = FixtureSystem.conforming()) {
            assertThat(findings(check(system).judge(seen)))
                    .extracting(Finding::replay)
                    .containsExactly("");
        }
    }

    @Test
    void doesNotGuessWhoIsMissingAmongTheNameless() {
        assertThat(findings(judge(Map.of("orders", "x"), span("a", "s0", ""))))
                .extracting(Finding::saw)
                .containsExactly("spans without service.name: span a");
    }

    private static Span span(String id, String parent, String service) {
        return new Span("t", id, parent, service, "span " + id, "SERVER", Instant.EPOCH, Instant.EPOCH, Map.of());
    }

    private static Outcome judge(Map<String, String> touched, Span... spans) {
        try (FixtureSystem system = FixtureSystem.conforming()) {
            return check(system)
                    .judge(new TraceObservation(
                            new JourneyRun("j", "t", List.of(Exchanges.answered(200)), ""),
                            List.of("s0"),
                            List.of(spans),
                            touched,
                            List.of(),
                            List.of(),
                            7,
                            10));
        }
    }

    private static Outcome outcome(Defect defect) {
        try (FixtureSystem system = FixtureSystem.with(defect)) {
            return Objects.requireNonNull(
                    CheckHarness.run(check(system), system).get(PLACE_ORDER));
        }
    }

    private static JourneyIsOneTrace check(FixtureSystem system) {
        return new JourneyIsOneTrace(system.tables(), system.topics(), Duration.ofMillis(300));
    }

    private static List<Finding> findings(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Violated.class);
        return ((Outcome.Violated) outcome).findings();
    }
}
