package dev.seatrial.environment.otlp;

import dev.seatrial.environment.Spans;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keeps the newest spans by trace; the oldest go first. Safe for use by many threads. */
final class SpanStore implements Spans {

    private final int capacity;
    private final Deque<Span> byArrival = new ArrayDeque<>();
    private final Map<String, List<Span>> byTrace = new HashMap<>();
    private long received;

    SpanStore(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(Span span) {
        received++;
        byArrival.addLast(span);
        byTrace.computeIfAbsent(span.traceId(), t -> new ArrayList<>(4)).add(span);
        if (byArrival.size() > capacity) {
            Span oldest = byArrival.removeFirst();
            byTrace.computeIfPresent(oldest.traceId(), (t, spans) -> {
                spans.remove(oldest);
                return spans.isEmpty() ? null : spans;
            });
        }
    }

    @Override
    public synchronized List<Span> ofTrace(String traceId) {
        return byTrace.getOrDefault(traceId.toLowerCase(Locale.ROOT), List.of()).stream()
                .sorted(Comparator.comparing(Span::start))
                .toList();
    }

    @Override
    public synchronized long received() {
        return received;
    }
}
