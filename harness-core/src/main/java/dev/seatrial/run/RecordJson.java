package dev.seatrial.run;

import dev.seatrial.check.Check;
import dev.seatrial.check.Observation;
import dev.seatrial.check.Outcome;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records (observations, reports) as JSON text and back. A value of a sealed interface carries its simple class name as {@code kind};
 * times and durations are ISO 8601.
 */
public final class RecordJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(new SealedKinds())
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    private RecordJson() {}

    /** The record as JSON text. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException if the text is none of this class; the message says what is wrong
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("this is no " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Judges a recorded observation.
     *
     * @throws IllegalArgumentException if the text is no observation of this check
     */
    public static <O extends Observation> Outcome judge(Check<O> check, String json) {
        return check.judge(read(json, check.observation()));
    }

    /** The JSON text with every string in it changed; it stays JSON whatever the change does. */
    static String map(String json, UnaryOperator<String> change) {
        return MAPPER.writeValueAsString(map(MAPPER.readTree(json), change));
    }

    /** The outcome with every text in it changed. */
    static Outcome map(Outcome outcome, UnaryOperator<String> change) {
        String json = MAPPER.writerFor(Outcome.class).writeValueAsString(outcome);
        JsonNode tree = MAPPER.readTree(json);
        JsonNode mapped = map(tree, change);
        ((ObjectNode) mapped).set("kind", tree.get("kind"));
        return MAPPER.treeToValue(mapped, Outcome.class);
    }

    private static JsonNode map(JsonNode node, UnaryOperator<String> change) {
        if (node.isString()) {
            return JsonNodeFactory.instance.stringNode(change.apply(node.stringValue()));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.forEachEntry((name, value) -> copy.set(name, map(value, change)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(value -> copy.add(map(value, change)));
            return copy;
        }
        return node;
    }
}
