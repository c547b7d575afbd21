package dev.seatrial.suite.observability;

import dev.seatrial.check.Observation;
import dev.seatrial.environment.Spans.Span;
import dev.seatrial.suite.journey.JourneyRun;
import java.util.List;
import java.util.Map;

/**
 * What a journey left behind in traces.
 *
 * @param run the journey; all its requests carried one trace id
 * @param sentSpans the span ids that its requests named as their parents
 * @param spans the spans of the trace, bounded
 * @param touched services that the journey touched → how that is known
 * @param unsignedCalls requests between services that carried no trace context, as {@code orders -> stock: GET /path}
 * @param unsignedEvents events that carried no trace context, as {@code topic, partition, offset}
 * @param received how many spans came from all services and traces until then
 * @param waitedMillis how long was waited for spans after the journey, milliseconds
 */
public record TraceObservation(
        JourneyRun run,
        List<String> sentSpans,
        List<Span> spans,
        Map<String, String> touched,
        List<String> unsignedCalls,
        List<String> unsignedEvents,
        long received,
        long waitedMillis)
        implements Observation {

    public TraceObservation {
        sentSpans = List.copyOf(sentSpans);
        spans = List.copyOf(spans);
        touched = Map.copyOf(touched);
        unsignedCalls = List.copyOf(unsignedCalls);
        unsignedEvents = List.copyOf(unsignedEvents);
    }
}
