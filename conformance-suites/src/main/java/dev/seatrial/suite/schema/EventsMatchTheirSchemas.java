package dev.seatrial.suite.schema;

import dev.seatrial.check.Check;
import dev.seatrial.check.Finding;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Requirement.Level;
import dev.seatrial.check.Requirement.Manner;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.check.Voyage;
import dev.seatrial.environment.Capability;
import dev.seatrial.environment.RunningResource;
import dev.seatrial.schema.EventSchemas;
import dev.seatrial.schema.document.BadSchemaException;
import dev.seatrial.suite.access.AccessException;
import dev.seatrial.suite.access.Databases;
import dev.seatrial.suite.access.Topics;
import dev.seatrial.suite.access.Topics.Message;
import dev.seatrial.suite.journey.JourneyRun;
import dev.seatrial.suite.journey.JourneyRunner;
import dev.seatrial.suite.schema.EventsObservation.Event;
import dev.seatrial.suite.schema.EventsObservation.Problem;
import dev.seatrial.target.EventChannel;
import dev.seatrial.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** EVENT-001: every event that is published validates against its schema and its envelope. */
public final class EventsMatchTheirSchemas implements Check<EventsObservation> {

    private static final Requirement REQUIREMENT = new Requirement(
            "EVENT-001",
            "schema",
            Level.MUST,
            "Every published event validates against its schema and its envelope",
            "A malformed event stalls every consumer of its topic, long after its publisher has forgotten it",
            "CloudEvents 1.0.2 section 3; AsyncAPI 3.0, message payload",
            Set.of(Capability.EVENTS),
            Manner.STEADY);
    private static final int MOST_EVENTS = 200;

    private final Databases databases;
    private final Topics topics;
    private final Patience patience;

    /**
     * How long to wait.
     *
     * @param first for the first event after the journeys
     * @param quiet after an event for the next
     * @param longest after the first event, where others keep the topic busy
     */
    record Patience(Duration first, Duration quiet, Duration longest) {}

    /** The check, asking databases and reading topics in this way. */
    public EventsMatchTheirSchemas(Databases databases, Topics topics) {
        this(databases, topics, new Patience(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(3)));
    }

    EventsMatchTheirSchemas(Databases databases, Topics topics, Patience patience) {
        this.databases = databases;
        this.topics = topics;
        this.patience = patience;
    }

    @Override
    public Requirement requirement() {
        return REQUIREMENT;
    }

    @Override
    public Class<EventsObservation> observation() {
        return EventsObservation.class;
    }

    @Override
    public Subjects subjects(Target target) {
        return Subjects.of(
                target.events().keySet().stream().map(Subject::of).toList(),
                "the target declares no events; name its topics under \"events:\"");
    }

    @Override
    public EventsObservation observe(Subject subject, Voyage voyage) throws InterruptedException {
        Target target = voyage.environment().target();
        EventChannel channel = Objects.requireNonNull(target.events().get(subject.service()));
        RunningResource broker = voyage.environment().resource(channel.broker());
        Seen seen = new Seen(
                channel.topic(), broker.direct().toString(), channel.schemas().isPresent());
        if (channel.schemas().isEmpty()) {
            return seen.nothing("");
        }
        if (target.journeys().isEmpty()) {
            return seen.nothing("the target declares no journey, so nothing makes the system publish");
        }
        EventSchemas schemas;
        try {
            schemas = EventSchemas.load(channel.schemas().get());
        } catch (BadSchemaException e) {
            return seen.nothing(String.valueOf(e.getMessage()));
        }
        try (Topics.Reader reader = topics.tail(broker, channel.topic())) {
            List<JourneyRun> runs = new JourneyRunner(voyage, databases).runAll();
            return seen.watched(runs, messages(reader, voyage), new EnvelopeReader(channel, schemas));
        } catch (AccessException e) {
            return seen.nothing(String.valueOf(e.getMessage()));
        }
    }

    private List<Message> messages(Topics.Reader reader, Voyage voyage) throws InterruptedException {
        List<Message> all = new ArrayList<>();
        Duration first = patience.first().compareTo(voyage.remaining()) < 0 ? patience.first() : voyage.remaining();
        List<Message> more = reader.poll(first);
        long end = System.nanoTime() + patience.longest().toNanos();
        while (!more.isEmpty() && all.size() < MOST_EVENTS && System.nanoTime() < end) {
            // A tombstone is no event: it only tells the broker to forget a key.
            more.stream().filter(m -> m.value().isPresent()).forEach(all::add);
            more = reader.poll(patience.quiet());
        }
        return all;
    }

    /** What is known before anything was seen. */
    private record Seen(String topic, String broker, boolean schemas) {

        EventsObservation nothing(String obstacle) {
            return new EventsObservation(topic, broker, obstacle, schemas, List.of(), 0, 0, List.of());
        }

        EventsObservation watched(List<JourneyRun> runs, List<Message> messages, EnvelopeReader reader) {
            return new EventsObservation(
                    topic,
                    broker,
                    "",
                    schemas,
                    runs.stream().map(JourneyRun::told).toList(),
                    (int) runs.stream().filter(JourneyRun::complete).count(),
                    messages.size(),
                    messages.stream().limit(MOST_EVENTS).map(reader::read).toList());
        }
    }

    @Override
    public Outcome judge(EventsObservation seen) {
        if (!seen.schemas()) {
            return new Outcome.Inapplicable(
                    "the topic " + seen.topic() + " has no schemas; give it some with \"schemas:\"");
        }
        if (!seen.obstacle().isEmpty()) {
            return new Outcome.Inconclusive(seen.obstacle());
        }
        if (seen.events().isEmpty()) {
            return new Outcome.Inconclusive("no event was seen on " + seen.topic() + " while these journeys were made: "
                    + String.join(", ", seen.journeys()));
        }
        List<Finding> findings = findings(seen);
        if (findings.isEmpty() && seen.complete() < seen.journeys().size()) {
            return new Outcome.Inconclusive(seen.count() + " events on " + seen.topic()
                    + " are as their schemas say, but not every journey came"
                    + " to its end, so that others may be missing: " + String.join(", ", seen.journeys()));
        }
        return Outcome.of(
                findings,
                seen.count() + " events on " + seen.topic() + " are as their schemas say: "
                        + seen.events().stream().map(Event::type).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** One for each fault and type of event, however many events have it. */
    private static List<Finding> findings(EventsObservation seen) {
        Map<Fault, List<Event>> byFault = new LinkedHashMap<>();
        for (Event event : seen.events()) {
            for (Problem problem : event.problems()) {
                byFault.computeIfAbsent(
                                new Fault(event.type(), problem.kind(), problem.at(), problem.keyword()),
                                fault -> new ArrayList<>())
                        .add(event);
            }
        }
        return byFault.entrySet().stream()
                .map(entry -> finding(seen, entry.getKey(), entry.getValue()))
                .toList();
    }

    private record Fault(String type, String kind, String at, String keyword) {
        boolean is(Problem problem) {
            return problem.kind().equals(kind)
                    && problem.at().equals(at)
                    && problem.keyword().equals(keyword);
        }
    }

    private static Finding finding(EventsObservation seen, Fault fault, List<Event> events) {
        Event first = events.get(0);
        Problem problem =
                first.problems().stream().filter(fault::is).findFirst().orElseThrow();
        String where = problem.at().isEmpty() ? "" : " at " + problem.at();
        return new Finding(
                "read " + seen.topic() + " while these journeys were made: " + String.join(", ", seen.journeys()),
                "event " + (first.type().isEmpty() ? "without a type" : first.type()) + " (partition "
                        + first.partition() + ", offset " + first.offset()
                        + (events.size() > 1 ? ", and " + (events.size() - 1) + " more" : "") + "): "
                        + problem.message() + where + "; event: " + first.text(),
                problem.expected()
                        + Optional.of(problem.schema())
                                .filter(s -> !s.isEmpty())
                                .map(s -> " (" + s + ")")
                                .orElse(""),
                fault.kind().equals("UNROUTED")
                        ? "add a schema for this type to the topic's schemas, or publish the type that has one"
                        : "mend the publisher, or, if consumers can live with it, the schema",
                "kafka-console-consumer.sh --bootstrap-server " + seen.broker() + " --topic " + seen.topic()
                        + " --partition " + first.partition() + " --offset " + first.offset() + " --max-messages 1");
    }
}
