package dev.seatrial.suite.observability;

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
import dev.seatrial.environment.Spans.Span;
import dev.seatrial.suite.access.Databases;
import dev.seatrial.suite.access.Topics;
import dev.seatrial.suite.journey.JourneyRun;
import dev.seatrial.suite.journey.JourneyRunner;
import dev.seatrial.target.Journey;
import dev.seatrial.target.Journey.Step;
import dev.seatrial.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** OBS-001: what a user does is one trace, over HTTP and over the broker, without gaps. */
public final class JourneyIsOneTrace implements Check<TraceObservation> {

    private static final Requirement REQUIREMENT = new Requirement(
            "OBS-001",
            "observability",
            Level.MUST,
            "A journey is one trace, over HTTP and broker, without orphans, each span with its service's name",
            "A broken trace hides the service that is to blame",
            "W3C Trace Context section 3; OpenTelemetry semantic conventions, service.name",
            Set.of(Capability.SPANS),
            Manner.STEADY);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(50);

    /** This part of the patience without another span, and none is on its way. */
    private static final int QUIET = 15;

    private final Databases databases;
    private final Topics topics;
    private final Duration patience;

    /** The check, asking databases and reading topics in this way. */
    public JourneyIsOneTrace(Databases databases, Topics topics) {
        this(databases, topics, PATIENCE);
    }

    /**
     * The check with another patience.
     *
     * @param patience how long to wait for the last span; exporters send in batches, every 5 s unless told otherwise
     */
    JourneyIsOneTrace(Databases databases, Topics topics, Duration patience) {
        this.databases = databases;
        this.topics = topics;
        this.patience = patience;
    }

    @Override
    public Requirement requirement() {
        return REQUIREMENT;
    }

    @Override
    public Class<TraceObservation> observation() {
        return TraceObservation.class;
    }

    @Override
    public Subjects subjects(Target target) {
        return Subjects.of(
                target.journeys().values().stream()
                        .flatMap(j -> entry(j).map(service -> Subject.of(service, j.name())).stream())
                        .toList(),
                "the target declares no journey that calls a service; without one there is nothing to trace");
    }

    private static Optional<String> entry(Journey journey) {
        return journey.steps().stream()
                .filter(Step.Call.class::isInstance)
                .map(step -> ((Step.Call) step).service())
                .findFirst();
    }

    @Override
    public TraceObservation observe(Subject subject, Voyage voyage) throws InterruptedException {
        Journey journey = Optional.ofNullable(voyage.environment()
                        .target()
                        .journeys()
                        .get(subject.detail().orElseThrow()))
                .orElseThrow();
        try (TraceWatch watch = TraceWatch.open(voyage.environment(), topics)) {
            JourneyRun run = new JourneyRunner(voyage, databases).run(journey);
            long start = System.nanoTime();
            Duration limit = patience.compareTo(voyage.remaining()) < 0 ? patience : voyage.remaining();
            int spans = -1;
            Duration since = Duration.ZERO;
            while (true) {
                Duration waited = Duration.ofNanos(System.nanoTime() - start);
                TraceObservation seen = watch.look(journey, run, waited);
                if (seen.spans().size() != spans) {
                    spans = seen.spans().size();
                    since = waited;
                }
                boolean quiet = waited.minus(since).compareTo(patience.dividedBy(QUIET)) >= 0;
                if (!run.complete() || (quiet && findings(seen).isEmpty()) || waited.compareTo(limit) >= 0) {
                    return seen;
                }
                Thread.sleep(POLL.toMillis());
            }
        }
    }

    @Override
    public Outcome judge(TraceObservation seen) {
        if (!seen.run().complete()) {
            return new Outcome.Inconclusive("the journey did not come to its end, so its trace shows nothing: "
                    + seen.run().broken());
        }
        return Outcome.of(
                findings(seen),
                "trace " + seen.run().traceId() + ": " + seen.spans().size() + " spans of "
                        + String.join(", ", services(seen)) + ", no gap");
    }

    private static List<Finding> findings(TraceObservation seen) {
        List<Finding> findings = new ArrayList<>();
        if (seen.spans().isEmpty()) {
            findings.add(finding(
                    seen,
                    "no span of this trace within " + seen.waitedMillis() + " ms; " + seen.received()
                            + " spans came in all",
                    "spans of " + String.join(", ", new TreeSet<>(seen.touched().keySet())),
                    "instrument the services with OpenTelemetry and let them export to the address in"
                            + " OTEL_EXPORTER_OTLP_ENDPOINT, every trace sampled (OTEL_TRACES_SAMPLER=always_on)"));
            return findings;
        }
        nameless(seen).ifPresent(findings::add);
        findings.addAll(missing(seen));
        orphans(seen).ifPresent(findings::add);
        unsigned(seen, seen.unsignedCalls(), "requests between services went without trace context")
                .ifPresent(findings::add);
        unsigned(seen, seen.unsignedEvents(), "events were published without trace context")
                .ifPresent(findings::add);
        return findings;
    }

    private static Optional<Finding> nameless(TraceObservation seen) {
        List<String> names = seen.spans().stream()
                .filter(span -> span.service().isEmpty())
                .map(Span::name)
                .distinct()
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(finding(
                        seen,
                        "spans without service.name: " + String.join(", ", names),
                        "service.name on the resource of every span",
                        "set OTEL_SERVICE_NAME, or service.name on the tracer provider's resource"));
    }

    /** With nameless spans it cannot be told who is missing. */
    private static List<Finding> missing(TraceObservation seen) {
        if (seen.spans().stream().anyMatch(span -> span.service().isEmpty())) {
            return List.of();
        }
        return new TreeSet<>(seen.touched().keySet())
                .stream()
                        .filter(service -> !services(seen).contains(service))
                        .map(service -> finding(
                                seen,
                                "no span of " + service + "; there are spans of " + String.join(", ", services(seen)),
                                "a span of " + service + " in the same trace, for "
                                        + seen.touched().get(service),
                                "carry the trace context on to " + service + " (traceparent as HTTP header or message"
                                        + " header), take it up there, and let its service.name be \"" + service
                                        + "\""))
                        .toList();
    }

    private static Optional<Finding> orphans(TraceObservation seen) {
        Set<String> known = seen.spans().stream().map(Span::spanId).collect(Collectors.toSet());
        List<String> orphans = seen.spans().stream()
                .filter(span -> !span.parentSpanId().isEmpty())
                .filter(span -> !known.contains(span.parentSpanId()))
                .filter(span -> !seen.sentSpans().contains(span.parentSpanId()))
                .map(span -> span.service() + " \"" + span.name() + "\"")
                .toList();
        return orphans.isEmpty()
                ? Optional.empty()
                : Optional.of(finding(
                        seen,
                        "orphans, whose parent never came: " + String.join(", ", orphans),
                        "every span's parent in the trace",
                        "let the service that made the parent export it, too; end every span, also when work fails"));
    }

    private static Optional<Finding> unsigned(TraceObservation seen, List<String> which, String what) {
        return which.isEmpty()
                ? Optional.empty()
                : Optional.of(finding(
                        seen,
                        what + ": " + String.join("; ", which),
                        "a W3C traceparent on each",
                        "use the instrumented client, or inject the current context into its headers"));
    }

    private static Set<String> services(TraceObservation seen) {
        return seen.spans().stream().map(Span::service).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Finding finding(TraceObservation seen, String saw, String expected, String mend) {
        return new Finding(
                "made journey " + seen.run().journey() + " in trace "
                        + seen.run().traceId(),
                saw,
                expected,
                mend,
                seen.run().exchanges().isEmpty()
                        ? ""
                        : seen.run().exchanges().get(0).curl());
    }

    /** How each touched service is known to be one, by name; for the target's own view of a journey. */
    static Map<String, String> declared(Journey journey, Target target) {
        Map<String, String> touched = new TreeMap<>();
        for (Step step : journey.steps()) {
            if (step instanceof Step.Call call) {
                touched.putIfAbsent(call.service(), "the journey calls " + call.operation());
            } else if (step instanceof Step.Eventually eventually) {
                target.services().values().stream()
                        .filter(s -> s.uses().containsKey(eventually.resource()))
                        .forEach(s -> touched.putIfAbsent(
                                s.name(), "the journey changed its database " + eventually.resource()));
            }
        }
        return touched;
    }
}
