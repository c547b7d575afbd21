package dev.seatrial.schema.compiled;

import dev.seatrial.schema.json.JsonNull;
import dev.seatrial.schema.json.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The types of JSON Schema as bits. */
final class Types {
    static final int NULL = 1;
    static final int BOOLEAN = 2;
    static final int OBJECT = 4;
    static final int ARRAY = 8;
    static final int STRING = 16;
    static final int INTEGER = 32;
    static final int FRACTION = 64;
    static final int NUMBER = INTEGER | FRACTION;
    static final int ALL = 127;

    private Types() {}

    static int named(String name) {
        return switch (name) {
            case "null" -> NULL;
            case "boolean" -> BOOLEAN;
            case "object" -> OBJECT;
            case "array" -> ARRAY;
            case "string" -> STRING;
            case "integer" -> INTEGER;
            case "number" -> NUMBER;
            default -> throw new IllegalArgumentException(name);
        };
    }

    static int of(Object value) {
        if (value instanceof String) {
            return STRING;
        }
        if (value instanceof Map) {
            return OBJECT;
        }
        if (value instanceof List) {
            return ARRAY;
        }
        if (value instanceof Boolean) {
            return BOOLEAN;
        }
        if (value == JsonNull.NULL) {
            return NULL;
        }
        return Numbers.isInteger(value) ? INTEGER : FRACTION;
    }

    /** The type of a value, with its article. */
    static String describe(Object value) {
        return switch (of(value)) {
            case NULL -> "null";
            case BOOLEAN -> "a boolean";
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a string";
            case INTEGER -> "an integer";
            default -> "a number";
        };
    }

    /** The types of a set, in words. */
    static String words(int types) {
        List<String> words = new ArrayList<>();
        if ((types & OBJECT) != 0) {
            words.add("an object");
        }
        if ((types & ARRAY) != 0) {
            words.add("an array");
        }
        if ((types & STRING) != 0) {
            words.add("a string");
        }
        if ((types & NUMBER) == NUMBER) {
            words.add("a number");
        } else if ((types & INTEGER) != 0) {
            words.add("an integer");
        }
        if ((types & BOOLEAN) != 0) {
            words.add("true or false");
        }
        if ((types & NULL) != 0) {
            words.add("null");
        }
        return words.isEmpty() ? "nothing" : String.join(" or ", words);
    }
}
