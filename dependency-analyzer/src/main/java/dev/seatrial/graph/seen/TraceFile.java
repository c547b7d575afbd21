package dev.seatrial.graph.seen;

import dev.seatrial.graph.config.BadFileException;
import dev.seatrial.graph.config.JsonText;
import dev.seatrial.graph.seen.Span.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads spans out of OTLP/JSON, Zipkin v2 JSON and Jaeger's JSON; also one document a line, as collectors write files.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP: JSON Protobuf Encoding</a>
 * @see <a href="https://zipkin.io/zipkin-api/">Zipkin API v2</a>
 * @see <a href="https://www.jaegertracing.io/docs/2.0/architecture/apis/">Jaeger: APIs</a>
 */
final class TraceFile {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private TraceFile() {}

    /** @throws BadFileException when the text is none of the three; says where and what was expected */
    static List<Span> read(String text) throws BadFileException {
        List<Span> spans = new ArrayList<>();
        boolean known = false;
        try (JsonParser documents = MAPPER.createParser(text)) {
            while (documents.nextToken() != null) {
                JsonNode root = documents.readValueAsTree();
                known |= document(root, spans);
            }
        } catch (JacksonException e) {
            throw JsonText.notJson(e);
        }
        if (!known) {
            throw new BadFileException(
                    "no traces: expected OTLP/JSON (\"resourceSpans\"), Zipkin v2 (an array of spans) or Jaeger (\"data\" with \"spans\")");
        }
        return spans;
    }

    private static boolean document(JsonNode root, List<Span> spans) {
        if (root.path("resourceSpans").isArray()) {
            root.path("resourceSpans").forEach(r -> otlp(r, spans));
        } else if (root.path("data").isArray()) {
            root.path("data").forEach(t -> jaeger(t, spans));
        } else if (root.isArray()
                && (root.isEmpty()
                        || root.path(0).has("traceId")
                        || root.path(0).isArray())) {
            root.forEach(s -> {
                if (s.isArray()) {
                    s.forEach(one -> zipkin(one, spans)); // /api/v2/traces answers lists of lists
                } else {
                    zipkin(s, spans);
                }
            });
        } else {
            return false;
        }
        return true;
    }

    private static void otlp(JsonNode resource, List<Span> spans) {
        String service =
                attributes(resource.path("resource").path("attributes")).getOrDefault("service.name", "");
        for (JsonNode scope : resource.path("scopeSpans")) {
            for (JsonNode span : scope.path("spans")) {
                Role role = switch (span.path("kind").asString("").replace("SPAN_KIND_", "")) {
                    case "2", "SERVER" -> Role.SERVER;
                    case "3", "CLIENT" -> Role.CLIENT;
                    case "4", "PRODUCER" -> Role.PRODUCER;
                    case "5", "CONSUMER" -> Role.CONSUMER;
                    default -> Role.INTERNAL;
                };
                spans.add(new Span(
                        text(span, "traceId"),
                        text(span, "spanId"),
                        text(span, "parentSpanId"),
                        service,
                        role,
                        attributes(span.path("attributes"))));
            }
        }
    }

    private static Map<String, String> attributes(JsonNode list) {
        Map<String, String> found = new HashMap<>();
        for (JsonNode attribute : list) {
            for (JsonNode value : attribute.path("value")) {
                found.putIfAbsent(text(attribute, "key"), value.asString(""));
            }
        }
        return found;
    }

    private static void zipkin(JsonNode span, List<Span> spans) {
        Map<String, String> tags = new HashMap<>();
        span.path("tags")
                .properties()
                .forEach(t -> tags.put(t.getKey(), t.getValue().asString("")));
        String remote = text(span.path("remoteEndpoint"), "serviceName");
        if (!remote.isEmpty()) {
            tags.putIfAbsent("peer.service", remote);
        }
        boolean shared = span.path("shared").asBoolean(false);
        Role role = role(text(span, "kind"));
        // a server span that shares its id with the client's has that one as its parent
        spans.add(new Span(
                text(span, "traceId"),
                shared ? text(span, "id") + "/server" : text(span, "id"),
                shared ? text(span, "id") : text(span, "parentId"),
                text(span.path("localEndpoint"), "serviceName"),
                role,
                tags));
    }

    private static void jaeger(JsonNode trace, List<Span> spans) {
        for (JsonNode span : trace.path("spans")) {
            Map<String, String> tags = new HashMap<>();
            span.path("tags")
                    .forEach(t -> tags.put(text(t, "key"), t.path("value").asString("")));
            String parent = "";
            for (JsonNode reference : span.path("references")) {
                if (text(reference, "refType").equals("CHILD_OF")) {
                    parent = text(reference, "spanID");
                }
            }
            String service = text(trace.path("processes").path(text(span, "processID")), "serviceName");
            spans.add(new Span(
                    text(span, "traceID"),
                    text(span, "spanID"),
                    parent,
                    service,
                    role(tags.getOrDefault("span.kind", "")),
                    tags));
        }
    }

    private static Role role(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "SERVER" -> Role.SERVER;
            case "CLIENT" -> Role.CLIENT;
            case "PRODUCER" -> Role.PRODUCER;
            case "CONSUMER" -> Role.CONSUMER;
            default -> Role.INTERNAL;
        };
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString("");
    }
}
