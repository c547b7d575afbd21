package dev.seatrial.environment.otlp;

import com.google.protobuf.ByteString;
import dev.seatrial.environment.Spans.Span;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads an OTLP export in its binary form. */
final class ProtobufSpans {

    private static final long NANOS = 1_000_000_000L;

    private ProtobufSpans() {}

    static List<Span> read(byte[] body) throws IOException {
        List<Span> spans = new ArrayList<>();
        for (ResourceSpans resource : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
            String service =
                    attributes(resource.getResource().getAttributesList()).getOrDefault("service.name", "");
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                scope.getSpansList().forEach(span -> spans.add(read(span, service)));
            }
        }
        return spans;
    }

    private static Span read(io.opentelemetry.proto.trace.v1.Span span, String service) {
        return new Span(
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                SpanBounds.cut(service),
                SpanBounds.cut(span.getName()),
                SpanKinds.name(span.getKindValue()),
                instant(span.getStartTimeUnixNano()),
                instant(span.getEndTimeUnixNano()),
                SpanBounds.cut(attributes(span.getAttributesList())));
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static Instant instant(long unixNanos) {
        return Instant.ofEpochSecond(Long.divideUnsigned(unixNanos, NANOS), Long.remainderUnsigned(unixNanos, NANOS));
    }

    private static Map<String, String> attributes(List<KeyValue> pairs) {
        Map<String, String> attributes = new LinkedHashMap<>();
        pairs.forEach(pair -> attributes.put(pair.getKey(), text(pair.getValue())));
        return attributes;
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .map(ProtobufSpans::text)
                        .collect(Collectors.joining(",", "[", "]"));
            case KVLIST_VALUE ->
                attributes(value.getKvlistValue().getValuesList()).toString();
            default -> "";
        };
    }
}
