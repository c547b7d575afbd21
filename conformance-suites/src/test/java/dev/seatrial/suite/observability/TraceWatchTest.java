package dev.seatrial.suite.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Subject;
import dev.seatrial.fixture.CheckHarness;
import dev.seatrial.fixture.Defect;
import dev.seatrial.fixture.FixtureSystem;
import dev.seatrial.fixture.FixtureTarget;
import dev.seatrial.fixture.PaperVoyage;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.suite.access.AccessException;
import dev.seatrial.suite.access.Topics;
import dev.seatrial.suite.journey.JourneyRun;
import dev.seatrial.target.EventChannel;
import dev.seatrial.target.Journey;
import dev.seatrial.target.Journey.Step;
import dev.seatrial.target.LinkSpec;
import dev.seatrial.target.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is seen of a journey, beside its spans. */
class TraceWatchTest {

    private static final Journey PLACE =
            journey(FixtureTarget.target().journeys().get("place-order").steps().get(0));

    @Test
    void knowsWhoWasTouchedByTheLinksAndTheEvents() {
        TraceObservation seen = observed(Defect.NONE, target(PLACE, "mail"));

        assertThat(seen.touched())
                .isEqualTo(Map.of(
                        "orders", "the journey calls createOrder",
                        "stock", "orders asked it GET /availability/anchor",
                        "mail", "it consumes an event of the trace from order-events"));
        assertThat(seen.unsignedCalls()).isEmpty();
        assertThat(seen.unsignedEvents()).isEmpty();
        assertThat(seen.sentSpans())
                .singleElement()
                .satisfies(span -> assertThat(
                                seen.run().exchanges().get(0).requestHeaders().get("traceparent"))
                        .isEqualTo("00-" + seen.run().traceId() + "-" + span + "-01"));
        assertThat(seen.spans())
                .isNotEmpty()
                .allSatisfy(
                        span -> assertThat(span.traceId()).isEqualTo(seen.run().traceId()));
        assertThat(seen.received()).isGreaterThanOrEqualTo(seen.spans().size());
    }

    @Test
    void doesNotTakeAnEventWithoutATraceForOneOfTheTrace() {
        TraceObservation seen = observed(Defect.TRACE_LOST_OVER_BROKER, target(PLACE, "mail"));
        assertThat(seen.touched()).doesNotContainKey("mail");
        assertThat(seen.unsignedEvents()).startsWith("order-events, partition 0, offset 0");
    }

    @Test
    void knowsWhoseDatabaseAJourneyChanged() {
        Journey changes =
                journey(PLACE.steps().get(0), new Step.Eventually(Duration.ofSeconds(2), "stock-db", "select 1", "1"));
        assertThat(JourneyIsOneTrace.declared(changes, FixtureTarget.target()))
                .isEqualTo(Map.of(
                        "orders", "the journey calls createOrder",
                        "stock", "the journey changed its database stock-db"));
        assertThat(JourneyIsOneTrace.declared(journey(changes.steps().get(1)), FixtureTarget.target()))
                .containsOnlyKeys("stock");
    }

    @Test
    void findsATraceOnAnEventByHeaderOrMember() throws InterruptedException {
        String trace = "0123456789abcdef".repeat(2);
        String parent = "00-" + trace + "-0123456789abcdef-01";
        for (Topics.Message message : List.of(
                message(Map.of("traceparent", parent), "{}"),
                message(Map.of("ce_traceparent", parent), "{}"),
                message(Map.of(), "{\"traceparent\" : \"" + parent + "\"}"))) {
            assertThat(looked(trace, List.of(message)).touched()).containsKey("mail");
        }
        for (Topics.Message message : List.of(
                message(Map.of("traceparent", "00-nothing"), "{}"),
                message(Map.of(), "{\"traceparent\": 1}"),
                new Topics.Message("order-events", 2, 9, Map.of(), Optional.empty()))) {
            TraceObservation seen = looked(trace, List.of(message));
            assertThat(seen.touched()).doesNotContainKey("mail");
            assertThat(seen.unsignedEvents())
                    .containsExactly("order-events, partition " + message.partition() + ", offset " + message.offset());
        }
        assertThat(looked(trace.replace('0', 'f'), List.of(message(Map.of("traceparent", parent), "{}")))
                        .touched())
                .doesNotContainKey("mail");
    }

    @Test
    void asksNoTraceOfWhoComesFromOutside() throws Exception {
        try (FixtureSystem system = FixtureSystem.with(Defect.NONE, target(PLACE, "mail"));
                TraceWatch watch = TraceWatch.open(system, system.topics())) {
            system.service("orders")
                    .url()
                    .resolve("/livez")
                    .toURL()
                    .openStream()
                    .close();
            Link entry = system.link(LinkId.entry("orders")).orElseThrow();
            assertThat(entry.ledger().entries()).isNotEmpty();

            assertThat(watch.look(PLACE, run("t"), Duration.ZERO).unsignedCalls())
                    .isEmpty();
        }
    }

    @Test
    void takesOnlyTheTraceParentForWhatWasSent() throws Exception {
        String sent = "00-" + "ab".repeat(16) + "-" + "cd".repeat(8) + "-01";
        String other = "00-" + "ab".repeat(16) + "-" + "ef".repeat(8) + "-01";
        Exchange exchange = PaperVoyage.answer(
                Request.of("GET", URI.create("http://a.test/"))
                        .header("X-Copy", other)
                        .header("Traceparent", sent),
                200,
                Map.of(),
                "");
        try (FixtureSystem system = FixtureSystem.with(Defect.NONE, target(PLACE, "mail"));
                TraceWatch watch = TraceWatch.open(system, system.topics())) {
            JourneyRun run = new JourneyRun("j", "ab".repeat(16), List.of(exchange), "");
            assertThat(watch.look(PLACE, run, Duration.ZERO).sentSpans()).containsExactly("cd".repeat(8));
        }
    }

    @Test
    void watchesOnWhereATopicCannotBeRead() throws InterruptedException {
        try (FixtureSystem system = FixtureSystem.with(Defect.NONE, target(PLACE, "mail"));
                TraceWatch watch = TraceWatch.open(system, (broker, topic) -> {
                    throw new AccessException("no such topic");
                })) {
            assertThat(watch.look(PLACE, run("t"), Duration.ofMillis(5)))
                    .satisfies(seen -> assertThat(seen.touched()).doesNotContainKey("mail"))
                    .satisfies(seen -> assertThat(seen.waitedMillis()).isEqualTo(5));
        }
    }

    private static TraceObservation looked(String trace, List<Topics.Message> messages) throws InterruptedException {
        Script script = new Script(new ArrayList<>(messages));
        TraceObservation seen;
        try (FixtureSystem system = FixtureSystem.with(Defect.NONE, target(PLACE, "mail"))) {
            try (TraceWatch watch = TraceWatch.open(system, (broker, topic) -> script)) {
                seen = watch.look(PLACE, run(trace), Duration.ZERO);
            }
        }
        assertThat(script.closed).isTrue();
        return seen;
    }

    private static JourneyRun run(String trace) {
        return new JourneyRun("j", trace, List.of(), "");
    }

    private static Topics.Message message(Map<String, String> headers, String text) {
        return new Topics.Message("order-events", 1, 4, headers, Optional.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static final class Script implements Topics.Reader {
        private final List<Topics.Message> messages;
        private boolean closed;

        Script(List<Topics.Message> messages) {
            this.messages = messages;
        }

        @Override
        public List<Topics.Message> poll(Duration atMost) {
            List<Topics.Message> all = List.copyOf(messages);
            messages.clear();
            return all;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static Journey journey(Step... steps) {
        return new Journey("place-order", List.of(steps));
    }

    private static Target target(Journey journey, String consumer) {
        EventChannel channel = FixtureTarget.target().events().get("order-events");
        return FixtureTarget.target()
                .withServices(
                        FixtureTarget.orders()
                                .withCalls(LinkSpec.of("orders", "stock", Map.of("url", "STOCK_URL"))
                                        .withDeadline(Duration.ofSeconds(5))),
                        FixtureTarget.stock())
                .withJourneys(journey)
                .withEvents(new EventChannel(
                        channel.topic(),
                        channel.broker(),
                        channel.publisher(),
                        List.of(consumer),
                        channel.schemas(),
                        channel.envelope()));
    }

    private static TraceObservation observed(Defect defect, Target target) {
        try (FixtureSystem system = FixtureSystem.with(defect, target)) {
            JourneyIsOneTrace check = new JourneyIsOneTrace(system.tables(), system.topics(), Duration.ofMillis(50));
            TraceObservation seen =
                    CheckHarness.voyage(system, voyage -> check.observe(Subject.of("orders", "place-order"), voyage));
            assertThat(check.judge(seen)).isNotInstanceOf(Outcome.Satisfied.class);
            return seen;
        }
    }
}
