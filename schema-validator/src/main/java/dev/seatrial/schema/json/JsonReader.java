package dev.seatrial.schema.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Reads one JSON document: strict, bounded, numbers exact, duplicate keys refused. */
public final class JsonReader {
    private static final JsonFactory USUAL = factory(Limits.DEFAULT);

    private final Limits limits;
    private final JsonFactory factory;

    @SuppressWarnings("ReferenceEquality") // a record's equals costs a short run more than a second factory
    public JsonReader(Limits limits) {
        this.limits = limits;
        this.factory = limits == Limits.DEFAULT ? USUAL : factory(limits);
    }

    private static JsonFactory factory(Limits limits) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .maxNumberLength(limits.numberLength())
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build())
                .build();
    }

    /** The limits it keeps. */
    public Limits limits() {
        return limits;
    }

    /**
     * Reads a whole text.
     *
     * @throws JsonSyntaxException when it is not exactly one JSON document within the limits
     */
    public Object read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    /**
     * Reads a part of a text.
     *
     * @throws JsonSyntaxException when it is not exactly one JSON document within the limits
     */
    public Object read(byte[] bytes, int offset, int length) {
        requireUtf8(bytes, offset, length);
        try (JsonParser parser = parser(bytes, offset, length)) {
            if (parser.nextToken() == null) {
                throw new JsonSyntaxException("nothing here: expected a JSON value", Position.START);
            }
            Object value = value(parser, bytes, offset);
            if (parser.nextToken() != null) {
                throw new JsonSyntaxException("text after the end of the JSON value", at(bytes, offset, parser));
            }
            if (value instanceof Number) {
                refuseAfterNumber(bytes, offset, length);
            }
            return value;
        } catch (JacksonException e) {
            throw syntax(e, bytes, offset);
        }
    }

    /** Jackson passes over a control character after a number that is all of a text. */
    private static void refuseAfterNumber(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            byte b = bytes[i];
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                throw new JsonSyntaxException("text after the end of the JSON value", Position.of(bytes, offset, i));
            }
        }
    }

    /** A parser over a part of a text that {@link #requireUtf8} let through. */
    public JsonParser parser(byte[] bytes, int offset, int length) {
        return factory.createParser(ObjectReadContext.empty(), bytes, offset, length);
    }

    /** Whether a text begins an object that has a member of a name, as far as can be told without reading more. */
    public static boolean hasMember(byte[] bytes, int offset, int length, String name) {
        try (JsonParser parser = USUAL.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            for (String next = parser.nextName(); next != null; next = parser.nextName()) {
                if (next.equals(name)) {
                    return true;
                }
                parser.nextToken();
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            return true;
        }
        return false;
    }

    /**
     * Refuses what is no UTF-8.
     *
     * @throws JsonSyntaxException naming the first bad byte
     */
    public static void requireUtf8(byte[] bytes, int offset, int length) {
        int bad = Utf8.firstInvalid(bytes, offset, offset + length);
        if (bad >= 0) {
            throw new JsonSyntaxException(
                    String.format("byte 0x%02X is not UTF-8", bytes[bad] & 0xFF), Position.of(bytes, offset, bad));
        }
    }

    /**
     * Reads the value at the parser's current token, and leaves the parser at its last token.
     *
     * @throws JsonSyntaxException on a duplicate key or a number beyond a limit
     */
    public Object value(JsonParser parser, byte[] bytes, int offset) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, bytes, offset);
            case START_ARRAY -> array(parser, bytes, offset);
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> JsonNull.NULL;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, bytes, offset);
            default -> throw new IllegalStateException("no value: " + parser.currentToken());
        };
    }

    private Map<String, Object> object(JsonParser parser, byte[] bytes, int offset) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (object.containsKey(name)) {
                throw duplicate(name, parser, bytes, offset);
            }
            parser.nextToken();
            object.put(name, value(parser, bytes, offset));
        }
        return object;
    }

    private List<Object> array(JsonParser parser, byte[] bytes, int offset) {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, bytes, offset));
        }
        return array;
    }

    /**
     * The number at the parser's current token: a {@code Long} where it is an integer that fits, else exact.
     *
     * @throws JsonSyntaxException when its power of ten is beyond the limit
     */
    public Object number(JsonParser parser, byte[] bytes, int offset) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return switch (parser.getNumberType()) {
                case INT, LONG -> parser.getLongValue();
                default -> new BigDecimal(parser.getBigIntegerValue());
            };
        }
        BigDecimal value;
        try {
            value = parser.getDecimalValue();
        } catch (JacksonException | ArithmeticException | NumberFormatException e) {
            throw beyondExponent(parser, bytes, offset);
        }
        if (Math.abs((long) value.scale()) > limits.exponent()) {
            throw beyondExponent(parser, bytes, offset);
        }
        return value;
    }

    private JsonSyntaxException beyondExponent(JsonParser parser, byte[] bytes, int offset) {
        return new JsonSyntaxException(
                "a number's power of ten is beyond the limit of " + limits.exponent() + " (--max-exponent)",
                at(bytes, offset, parser));
    }

    /** The refusal of a key that stands twice in one object, at the parser's current token. */
    public static JsonSyntaxException duplicate(String name, JsonParser parser, byte[] bytes, int offset) {
        return new JsonSyntaxException("duplicate key \"" + name + "\"", at(bytes, offset, parser));
    }

    private static Position at(byte[] bytes, int offset, JsonParser parser) {
        return Position.of(
                bytes, offset, offset + (int) parser.currentTokenLocation().getByteOffset());
    }

    /** Jackson's complaint in our words, with its place. */
    public JsonSyntaxException syntax(JacksonException e, byte[] bytes, int offset) {
        int at = e.getLocation() == null
                ? offset
                : offset + (int) Math.max(0, e.getLocation().getByteOffset());
        Position position = Position.of(bytes, offset, Math.min(at, bytes.length));
        String message = e.getOriginalMessage();
        if (e instanceof StreamConstraintsException) {
            if (message.contains("nesting depth")) {
                message = "nested deeper than the limit of " + limits.depth() + " levels (--max-depth)";
            } else if (message.startsWith("Number value length")) {
                message = "a number is longer than the limit of " + limits.numberLength()
                        + " characters (--max-number-length)";
            }
        }
        return new JsonSyntaxException(plain(message), position);
    }

    private static String plain(String message) {
        int note = Math.max(message.indexOf(" (for "), message.indexOf(" (start marker "));
        int origin = message.indexOf("\n");
        int end = message.length();
        if (note > 0) {
            end = note;
        }
        if (origin > 0) {
            end = Math.min(end, origin);
        }
        return message.substring(0, end);
    }
}
