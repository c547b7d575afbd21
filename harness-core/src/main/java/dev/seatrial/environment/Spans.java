package dev.seatrial.environment;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The spans that the services of an environment have exported (OTLP over HTTP). */
public interface Spans {

    /** Those of one trace, in the order of their start. */
    List<Span> ofTrace(String traceId);

    /** How many spans have come in so far, dropped ones included. */
    long received();

    /**
     * One span.
     *
     * @param service {@code service.name} of its resource, empty if unset
     * @param kind {@code SERVER}, {@code CLIENT}, {@code PRODUCER}, {@code CONSUMER} or {@code INTERNAL}
     * @param parentSpanId empty for a root
     * @param attributes as text, bounded
     */
    record Span(
            String traceId,
            String spanId,
            String parentSpanId,
            String service,
            String name,
            String kind,
            Instant start,
            Instant end,
            Map<String, String> attributes) {
        public Span {
            attributes = Map.copyOf(attributes);
        }
    }
}
