package dev.seatrial.suite.observability;

import dev.seatrial.environment.Capability;
import dev.seatrial.environment.Environment;
import dev.seatrial.environment.Spans.Span;
import dev.seatrial.link.Ledger;
import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.suite.access.AccessException;
import dev.seatrial.suite.access.Topics;
import dev.seatrial.suite.access.Topics.Message;
import dev.seatrial.suite.journey.JourneyRun;
import dev.seatrial.target.EventChannel;
import dev.seatrial.target.Journey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Watches links and topics while a journey is made: who was touched, and what went without trace context. */
final class TraceWatch implements AutoCloseable {

    private static final int MOST_SPANS = 500;
    private static final int MOST_UNSIGNED = 10;
    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");
    private static final Pattern TRACEPARENT_MEMBER =
            Pattern.compile("\"traceparent\"\\s*:\\s*\"(00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2})\"");

    private final Environment environment;
    private final Map<Link, Ledger.Mark> marks = new LinkedHashMap<>();
    private final Map<EventChannel, Topics.Reader> readers = new LinkedHashMap<>();
    private final Set<String> unsignedEvents = new LinkedHashSet<>();
    private final Map<String, Set<String>> tracesOnTopic = new LinkedHashMap<>();

    private TraceWatch(Environment environment) {
        this.environment = environment;
    }

    static TraceWatch open(Environment environment, Topics topics) {
        TraceWatch watch = new TraceWatch(environment);
        if (environment.capabilities().contains(Capability.LEDGER)) {
            environment.links().stream()
                    .filter(link -> !link.id().consumer().equals(LinkId.OUTSIDE))
                    .forEach(link -> watch.marks.put(link, link.ledger().mark()));
        }
        if (environment.capabilities().contains(Capability.EVENTS)) {
            environment.target().events().values().forEach(channel -> watch.tail(channel, topics));
        }
        return watch;
    }

    private void tail(EventChannel channel, Topics topics) {
        try {
            readers.put(channel, topics.tail(environment.resource(channel.broker()), channel.topic()));
        } catch (AccessException e) {
            // A topic that cannot be read is EVENT-001's matter; here it only makes the watch less sharp.
            tracesOnTopic.put(channel.topic(), Set.of());
        }
    }

    /** What is known now. */
    TraceObservation look(Journey journey, JourneyRun run, Duration waited) throws InterruptedException {
        for (Map.Entry<EventChannel, Topics.Reader> reader : readers.entrySet()) {
            reader.getValue().poll(Duration.ofMillis(1)).forEach(this::note);
        }
        List<Span> spans = environment.spans().ofTrace(run.traceId());
        Map<String, String> touched = JourneyIsOneTrace.declared(journey, environment.target());
        List<String> unsigned = new ArrayList<>();
        marks.forEach((link, mark) -> {
            for (LedgerEntry.Http entry : link.ledger().requestsSince(mark)) {
                if (entry.traceId().equals(Optional.of(run.traceId()))) {
                    touched.putIfAbsent(
                            link.id().provider(),
                            link.id().consumer() + " asked it " + entry.method() + " " + entry.path());
                } else if (entry.traceId().isEmpty()) {
                    unsigned.add(link.id() + ": " + entry.method() + " " + entry.path());
                }
            }
        });
        consumers(run).forEach(touched::putIfAbsent);
        return new TraceObservation(
                run,
                sentSpans(run),
                spans.subList(0, Math.min(spans.size(), MOST_SPANS)),
                touched,
                unsigned.stream().distinct().limit(MOST_UNSIGNED).toList(),
                unsignedEvents.stream().limit(MOST_UNSIGNED).toList(),
                environment.spans().received(),
                waited.toMillis());
    }

    private void note(Message message) {
        Optional<String> trace = traceOf(message);
        if (trace.isPresent()) {
            tracesOnTopic
                    .computeIfAbsent(message.topic(), t -> new LinkedHashSet<>())
                    .add(trace.get());
        } else {
            unsignedEvents.add(message.topic() + ", partition " + message.partition() + ", offset " + message.offset());
        }
    }

    /** From the message's header, or the CloudEvents extension for distributed tracing. */
    private static Optional<String> traceOf(Message message) {
        String header =
                message.headers().getOrDefault("traceparent", message.headers().getOrDefault("ce_traceparent", ""));
        Matcher inHeader = TRACEPARENT.matcher(header);
        if (inHeader.matches()) {
            return Optional.of(inHeader.group(1));
        }
        Matcher inEvent = TRACEPARENT_MEMBER.matcher(
                message.value().map(v -> new String(v, StandardCharsets.UTF_8)).orElse(""));
        return inEvent.find() ? Optional.of(inEvent.group(1).substring(3, 35)) : Optional.empty();
    }

    private Map<String, String> consumers(JourneyRun run) {
        Map<String, String> consumers = new LinkedHashMap<>();
        for (EventChannel channel : readers.keySet()) {
            if (tracesOnTopic.getOrDefault(channel.topic(), Set.of()).contains(run.traceId())) {
                channel.consumers()
                        .forEach(service -> consumers.putIfAbsent(
                                service, "it consumes an event of the trace from " + channel.topic()));
            }
        }
        return consumers;
    }

    private static List<String> sentSpans(JourneyRun run) {
        return run.exchanges().stream()
                .flatMap(exchange -> exchange.requestHeaders().entrySet().stream())
                .filter(header -> header.getKey().equalsIgnoreCase("traceparent"))
                .map(header -> TRACEPARENT.matcher(header.getValue()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(2))
                .toList();
    }

    @Override
    public void close() {
        readers.values().forEach(Topics.Reader::close);
    }
}
