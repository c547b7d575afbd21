package dev.seatrial.environment.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.environment.Spans.Span;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SpanStoreTest {

    private final SpanStore store = new SpanStore(3);

    private static Span span(String trace, int second) {
        Instant start = Instant.ofEpochSecond(second);
        return new Span(trace, "s" + second, "", "orders", "n", "SERVER", start, start.plusSeconds(1), Map.of());
    }

    @Test
    void forgetsTheOldestFirstAndCountsThemAll() {
        store.add(span("a", 1));
        store.add(span("b", 2));
        store.add(span("b", 3));
        store.add(span("c", 4));
        assertThat(store.ofTrace("a")).isEmpty();
        assertThat(store.ofTrace("b")).hasSize(2);
        assertThat(store.received()).isEqualTo(4);
    }

    @Test
    void ordersATraceByStart() {
        store.add(span("ab", 2));
        store.add(span("ab", 1));
        assertThat(store.ofTrace("AB")).extracting(Span::spanId).containsExactly("s1", "s2");
    }
}
