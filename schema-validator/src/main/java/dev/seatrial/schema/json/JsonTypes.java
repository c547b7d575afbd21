package dev.seatrial.schema.json;

import java.util.List;
import java.util.Map;

/** The names that JSON Schema gives to the kinds of values. */
public final class JsonTypes {
    private JsonTypes() {}

    /** The narrowest type of a value that {@link JsonReader} made: {@code integer} for a number without a fraction. */
    public static String of(Object value) {
        if (value instanceof Map) {
            return "object";
        }
        if (value instanceof List) {
            return "array";
        }
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        if (value == JsonNull.NULL) {
            return "null";
        }
        return Numbers.isInteger(value) ? "integer" : "number";
    }
}
