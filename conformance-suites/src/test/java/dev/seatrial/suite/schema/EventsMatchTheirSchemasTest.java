package dev.seatrial.suite.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Finding;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.fixture.CheckHarness;
import dev.seatrial.fixture.Defect;
import dev.seatrial.fixture.FixtureSystem;
import dev.seatrial.fixture.FixtureTarget;
import dev.seatrial.schema.EventSchemas;
import dev.seatrial.suite.access.AccessException;
import dev.seatrial.suite.access.Topics;
import dev.seatrial.suite.access.Topics.Message;
import dev.seatrial.suite.schema.EventsMatchTheirSchemas.Patience;
import dev.seatrial.suite.schema.EventsObservation.Event;
import dev.seatrial.suite.schema.EventsObservation.Problem;
import dev.seatrial.target.EventChannel;
import dev.seatrial.target.EventChannel.Envelope;
import dev.seatrial.target.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EventsMatchTheirSchemasTest {

    private static final Subject TOPIC = Subject.of("order-events");

    @Test
    void isSilentOnTheConformingTwin() {
        assertThat(outcome(Defect.NONE))
                .isEqualTo(new Outcome.Satisfied(
                        "1 events on order-events are as their schemas say: [shop.OrderCreated.v1]"));
    }

    @Test
    void findsAnEventThatLacksAMember() {
        assertThat(findings(outcome(Defect.EVENT_LACKS_FIELD))).singleElement().satisfies(f -> {
            assertThat(f.did()).isEqualTo("read order-events while these journeys were made: place-order");
            assertThat(f.saw())
                    .startsWith("event shop.OrderCreated.v1 (partition 0, offset 0): ")
                    .contains("quantity")
                    .contains("/data")
                    .contains("; event: {");
            assertThat(f.replay())
                    .isEqualTo("kafka-console-consumer.sh --bootstrap-server 127.0.0.1:1 --topic order-events"
                            + " --partition 0 --offset 0 --max-messages 1");
        });
    }

    @Test
    void findsAnEventWithoutASource() {
        assertThat(findings(outcome(Defect.EVENT_WITHOUT_SOURCE)))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.saw()).contains("source");
                    assertThat(f.expected()).contains("CloudEvents 1.0");
                });
    }

    @Test
    void findsATypeThatHasNoSchema() {
        assertThat(findings(outcome(Defect.EVENT_TYPE_UNKNOWN))).singleElement().satisfies(f -> {
            assertThat(f.saw()).contains("no schema is known for type \"shop.OrderCreated.v9\"");
            assertThat(f.mend()).startsWith("add a schema for this type");
        });
    }

    @Test
    void cannotTellWhenNothingIsPublished() {
        assertThat(outcome(Defect.PUBLISHES_NOTHING))
                .isInstanceOfSatisfying(
                        Outcome.Inconclusive.class,
                        o -> assertThat(o.why())
                                .startsWith(
                                        "no event was seen on order-events while these journeys were made: place-order ("));
    }

    @Test
    void cannotTellWithoutAJourney() {
        try (FixtureSystem system =
                FixtureSystem.with(Defect.NONE, FixtureTarget.target().withJourneys())) {
            assertThat(CheckHarness.run(check(system), system, TOPIC))
                    .isEqualTo(new Outcome.Inconclusive(
                            "the target declares no journey, so nothing makes the system publish"));
        }
    }

    @Test
    void cannotTellWithoutUsableSchemas() {
        Target target = FixtureTarget.target().withEvents(channel(Optional.of(FixtureTarget.file("nowhere"))));
        try (FixtureSystem system = FixtureSystem.with(Defect.NONE, target)) {
            assertThat(CheckHarness.run(check(system), system, TOPIC))
                    .isInstanceOfSatisfying(
                            Outcome.Inconclusive.class, o -> assertThat(o.why()).contains("nowhere"));
        }
    }

    @Test
    void doesNotApplyToATopicWithoutSchemas() {
        Target target = FixtureTarget.target().withEvents(channel(Optional.empty()));
        try (FixtureSystem system = FixtureSystem.with(Defect.NONE, target)) {
            assertThat(CheckHarness.run(check(system), system, TOPIC))
                    .isEqualTo(new Outcome.Inapplicable(
                            "the topic order-events has no schemas; give it some with \"schemas:\""));
        }
    }

    @Test
    void appliesToNothingWithoutTopics() {
        try (FixtureSystem system = FixtureSystem.conforming()) {
            assertThat(check(system).subjects(Target.of(Path.of("/"), "t")))
                    .isEqualTo(new Subjects.None("the target declares no events; name its topics under \"events:\""));
        }
    }

    private static EventsObservation seen(int complete, Problem... problems) {
        return new EventsObservation(
                "t",
                "h:1",
                "",
                true,
                List.of("j", "k (step 2)"),
                complete,
                1,
                List.of(new Event(0, 1, "structured", "a", "{}", List.of(problems))));
    }

    @Test
    void cannotTellOfEventsThatAJourneyDidNotComeTo() {
        try (FixtureSystem system = FixtureSystem.conforming()) {
            assertThat(check(system).judge(seen(1)))
                    .isEqualTo(new Outcome.Inconclusive("1 events on t are as their schemas say, but not every journey"
                            + " came to its end, so that others may be missing: j, k (step 2)"));
            assertThat(check(system).judge(seen(2))).isInstanceOf(Outcome.Satisfied.class);
            assertThat(check(system)
                            .judge(seen(1, new Problem("SCHEMA", "/n", "s.json", "type", "is text", "a number"))))
                    .isInstanceOf(Outcome.Violated.class);
        }
    }

    @Test
    void doesNotWaitForOthersToStop() {
        AtomicLong offsets = new AtomicLong();
        String event =
                "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/orders\", \"type\": \"shop.OrderCreated.v1\","
                        + " \"data\": {\"orderId\": \"1\", \"item\": \"a\", \"quantity\": 1}}";
        Topics busy = (broker, topic) -> new Topics.Reader() {
            @Override
            public List<Message> poll(Duration atMost) throws InterruptedException {
                Thread.sleep(5);
                return List.of(new Message(
                        topic,
                        0,
                        offsets.getAndIncrement(),
                        Map.of(),
                        Optional.of(event.getBytes(StandardCharsets.UTF_8))));
            }

            @Override
            public void close() {}
        };
        try (FixtureSystem system = FixtureSystem.conforming()) {
            Patience patience = new Patience(Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofMillis(50));
            assertThat(CheckHarness.run(new EventsMatchTheirSchemas(system.tables(), busy, patience), system, TOPIC))
                    .isInstanceOf(Outcome.Satisfied.class);
        }
        // 200 events would have been enough of them in any case
        assertThat(offsets).hasValueBetween(1, 20);
    }

    @Test
    void tellsOneFaultOfManyEventsOnce() {
        Problem problem = new Problem("SCHEMA", "/data/n", "s.json", "type", "is text", "a number");
        EventsObservation seen = new EventsObservation(
                "t",
                "h:1",
                "",
                true,
                List.of("j"),
                1,
                3,
                List.of(
                        new Event(0, 1, "structured", "a", "{}", List.of(problem)),
                        new Event(0, 2, "structured", "a", "{}", List.of(problem)),
                        new Event(0, 3, "structured", "b", "{}", List.of(problem))));
        try (FixtureSystem system = FixtureSystem.conforming()) {
            assertThat(findings(check(system).judge(seen)))
                    .extracting(Finding::saw)
                    .containsExactly(
                            "event a (partition 0, offset 1, and 1 more): is text at /data/n; event: {}",
                            "event b (partition 0, offset 3): is text at /data/n; event: {}");
        }
    }

    @Test
    void tellsEveryFaultOfOneEvent() {
        Problem text = new Problem("SCHEMA", "/data/n", "s.json", "type", "is text", "a number");
        Problem missing = new Problem("ENVELOPE", "", "", "required", "source is missing", "CloudEvents 1.0");
        EventsObservation seen = new EventsObservation(
                "t",
                "h:1",
                "",
                true,
                List.of("j"),
                1,
                1,
                List.of(new Event(0, 1, "structured", "a", "{}", List.of(text, missing))));
        try (FixtureSystem system = FixtureSystem.conforming()) {
            assertThat(findings(check(system).judge(seen)))
                    .extracting(Finding::saw, Finding::expected)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(
                                    "event a (partition 0, offset 1): is text at /data/n; event: {}",
                                    "a number (s.json)"),
                            org.assertj.core.groups.Tuple.tuple(
                                    "event a (partition 0, offset 1): source is missing; event: {}",
                                    "CloudEvents 1.0"));
        }
    }

    @Test
    void cannotTellWhereTheTopicCannotBeRead() {
        try (FixtureSystem system = FixtureSystem.conforming()) {
            assertThat(CheckHarness.run(
                            new EventsMatchTheirSchemas(
                                    system.tables(),
                                    (broker, topic) -> {
                                        throw new AccessException("no topic " + topic);
                                    },
                                    new Patience(Duration.ofMillis(200), Duration.ofMillis(50), Duration.ofSeconds(3))),
                            system,
                            TOPIC))
                    .isEqualTo(new Outcome.Inconclusive("no topic order-events"));
        }
    }

    @Test
    void readsBinaryEvents() {
        EnvelopeReader reader =
                new EnvelopeReader(channel(Optional.empty()), EventSchemas.load(FixtureTarget.file("events")));
        Map<String, String> headers = Map.of(
                "content-type", "application/json",
                "ce_specversion", "1.0",
                "ce_id", "1",
                "ce_source", "/orders",
                "ce_type", "shop.OrderCreated.v1");
        Event good = reader.read(message(headers, "{\"orderId\": \"1\", \"item\": \"a\", \"quantity\": 1}"));
        assertThat(good.mode()).isEqualTo("binary");
        assertThat(good.problems()).isEmpty();

        Event bad = reader.read(message(
                Map.of("ce_specversion", "1.0", "ce_id", "1", "ce_type", "shop.OrderCreated.v1"),
                "{\"orderId\": \"1\", \"item\": \"a\", \"quantity\": 0}"));
        assertThat(bad.problems())
                .extracting(Problem::message)
                .hasSize(2)
                .contains("the header ce_source is missing or empty");
    }

    @Test
    void readsEventsWithoutAnEnvelopeByTheirTopic() {
        EnvelopeReader reader = new EnvelopeReader(
                new EventChannel(
                        "shop.OrderCreated.v1", "bus", Optional.empty(), List.of(), Optional.empty(), Envelope.NONE),
                EventSchemas.load(FixtureTarget.file("events")));
        Event good = reader.read(message(Map.of(), "{\"orderId\": \"1\", \"item\": \"a\", \"quantity\": 1}"));
        assertThat(good.problems()).isEmpty();
        assertThat(reader.read(message(Map.of(), "not json")).problems()).isNotEmpty();
    }

    private static Message message(Map<String, String> headers, String text) {
        return new Message("order-events", 0, 0, headers, Optional.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static EventChannel channel(Optional<Path> schemas) {
        return new EventChannel(
                "order-events", "bus", Optional.of("orders"), List.of("stock"), schemas, Envelope.CLOUDEVENTS);
    }

    private static Outcome outcome(Defect defect) {
        try (FixtureSystem system = FixtureSystem.with(defect)) {
            return Objects.requireNonNull(
                    CheckHarness.run(check(system), system).get(TOPIC));
        }
    }

    private static EventsMatchTheirSchemas check(FixtureSystem system) {
        return new EventsMatchTheirSchemas(
                system.tables(),
                system.topics(),
                new Patience(Duration.ofMillis(200), Duration.ofMillis(50), Duration.ofSeconds(3)));
    }

    private static List<Finding> findings(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Violated.class);
        return ((Outcome.Violated) outcome).findings();
    }
}
