package dev.seatrial.suite.schema;

import dev.seatrial.schema.EventSchemas;
import dev.seatrial.schema.SchemaProblem;
import dev.seatrial.suite.access.Topics.Message;
import dev.seatrial.suite.schema.EventsObservation.Event;
import dev.seatrial.suite.schema.EventsObservation.Problem;
import dev.seatrial.target.EventChannel;
import dev.seatrial.target.EventChannel.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads messages as events, in the form in which the channel wraps them, and validates them.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     Protocol Binding for CloudEvents</a>
 */
final class EnvelopeReader {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_TEXT = 4000;
    private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");

    private final EventChannel channel;
    private final EventSchemas schemas;

    EnvelopeReader(EventChannel channel, EventSchemas schemas) {
        this.channel = channel;
        this.schemas = schemas;
    }

    Event read(Message message) {
        byte[] value = message.value().orElse(new byte[0]);
        String text = new String(value, StandardCharsets.UTF_8);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(message.headers());
        if (channel.envelope() == Envelope.NONE) {
            return event(message, "none", channel.topic(), text, schemas.validate(channel.topic(), "", value));
        }
        String contentType = headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        if (!contentType.startsWith("application/cloudevents") && headers.containsKey("ce_specversion")) {
            return binary(message, headers, text, value);
        }
        return event(message, "structured", type(text), text, schemas.validate(value));
    }

    private Event binary(Message message, Map<String, String> headers, String text, byte[] value) {
        String type = headers.getOrDefault("ce_type", "");
        List<Problem> problems = new ArrayList<>();
        for (String attribute : REQUIRED) {
            if (headers.getOrDefault("ce_" + attribute, "").isEmpty()) {
                problems.add(new Problem(
                        "ENVELOPE",
                        "",
                        "CloudEvents 1.0",
                        "required",
                        "the header ce_" + attribute + " is missing or empty",
                        "a non-empty ce_" + attribute));
            }
        }
        schemas.validate(type, headers.getOrDefault("ce_dataschema", ""), value).stream()
                .map(EnvelopeReader::problem)
                .forEach(problems::add);
        return new Event(message.partition(), message.offset(), "binary", type, cut(text), problems);
    }

    private static Event event(Message message, String mode, String type, String text, List<SchemaProblem> problems) {
        return new Event(
                message.partition(),
                message.offset(),
                mode,
                type,
                cut(text),
                problems.stream().map(EnvelopeReader::problem).toList());
    }

    private static Problem problem(SchemaProblem problem) {
        return new Problem(
                problem.kind().name(),
                problem.pointer(),
                problem.schema(),
                problem.keyword(),
                problem.message(),
                problem.expected());
    }

    private static String type(String text) {
        try {
            return JSON.readTree(text).path("type").asString("");
        } catch (JacksonException e) {
            return "";
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " …";
    }
}
