package dev.seatrial.schema.reference;

import dev.seatrial.schema.json.JsonNull;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Our values as Jackson's trees. */
final class Trees {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Trees() {}

    static JsonNode of(Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((key, inner) -> object.set((String) key, of(inner)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode(list.size());
            list.forEach(inner -> array.add(of(inner)));
            return array;
        }
        if (value instanceof String text) {
            return NODES.stringNode(text);
        }
        if (value instanceof Boolean bool) {
            return NODES.booleanNode(bool);
        }
        if (value instanceof Long number) {
            return number == (int) (long) number
                    ? NODES.numberNode((int) (long) number)
                    : NODES.numberNode((long) number);
        }
        if (value instanceof BigDecimal number) {
            return number.scale() == 0 ? NODES.numberNode(number.toBigIntegerExact()) : NODES.numberNode(number);
        }
        if (value == JsonNull.NULL) {
            return NODES.nullNode();
        }
        throw new IllegalArgumentException("no JSON value: " + value.getClass());
    }
}
