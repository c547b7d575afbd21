package dev.seatrial.environment.otlp;

import dev.seatrial.environment.Spans.Span;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads an OTLP export in its JSON form: ids in hexadecimal, 64-bit numbers as text, enums as numbers. */
final class JsonSpans {

    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000L);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JsonSpans() {}

    static List<Span> read(byte[] body) throws IOException {
        try {
            List<Span> spans = new ArrayList<>();
            for (JsonNode resource : JSON.readTree(body).path("resourceSpans")) {
                String service =
                        attributes(resource.path("resource").path("attributes")).getOrDefault("service.name", "");
                for (JsonNode scope : resource.path("scopeSpans")) {
                    scope.path("spans").forEach(span -> spans.add(read(span, service)));
                }
            }
            return spans;
        } catch (JacksonException | NumberFormatException e) {
            throw new IOException("not an OTLP export in JSON: " + e.getMessage(), e);
        }
    }

    private static Span read(JsonNode span, String service) {
        return new Span(
                span.path("traceId").asString("").toLowerCase(Locale.ROOT),
                span.path("spanId").asString("").toLowerCase(Locale.ROOT),
                span.path("parentSpanId").asString("").toLowerCase(Locale.ROOT),
                SpanBounds.cut(service),
                SpanBounds.cut(span.path("name").asString("")),
                kind(span.path("kind")),
                instant(span.path("startTimeUnixNano").asString("0")),
                instant(span.path("endTimeUnixNano").asString("0")),
                SpanBounds.cut(attributes(span.path("attributes"))));
    }

    private static String kind(JsonNode kind) {
        return kind.isNumber()
                ? SpanKinds.name(kind.intValue())
                : kind.asString("").replace("SPAN_KIND_", "");
    }

    private static Instant instant(String unixNanos) {
        BigInteger[] parts = new BigInteger(unixNanos).divideAndRemainder(NANOS);
        return Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue());
    }

    private static Map<String, String> attributes(JsonNode pairs) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (JsonNode pair : pairs) {
            JsonNode value = pair.path("value");
            JsonNode only =
                    value.isObject() && !value.isEmpty() ? value.iterator().next() : value;
            attributes.put(pair.path("key").asString(""), only.isValueNode() ? only.asString("") : only.toString());
        }
        return attributes;
    }
}
