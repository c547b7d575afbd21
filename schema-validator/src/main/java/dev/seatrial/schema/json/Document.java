package dev.seatrial.schema.json;

import java.util.Locale;
import java.util.Map;

/** A parsed text that still knows where each of its values stands. */
public final class Document {
    private final String name;
    private final Object value;
    private final Places places;

    /** Finds the place of the value that a pointer names. */
    @FunctionalInterface
    interface Places {
        Position of(String pointer);
    }

    /** The places in a JSON text, which is read again for each. */
    private static final class InText implements Places {
        private final byte[] text;
        private final JsonReader reader;

        InText(byte[] text, JsonReader reader) {
            this.text = text;
            this.reader = reader;
        }

        @Override
        public Position of(String pointer) {
            return new JsonLocator(reader).locate(text, 0, text.length, pointer);
        }
    }

    private Document(String name, Object value, Places places) {
        this.name = name;
        this.value = value;
        this.places = places;
    }

    /**
     * Reads JSON, or YAML where the name ends in .yaml or .yml.
     *
     * @param name the file's name as a user would write it
     * @throws JsonSyntaxException when the text is neither, or beyond a limit
     */
    public static Document read(String name, byte[] bytes, JsonReader reader) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
            YamlReader.Read read = new YamlReader(reader.limits()).readOne(bytes);
            Map<String, Position> places = read.places();
            return new Document(name, read.value(), pointer -> nearest(places, pointer));
        }
        Object value = reader.read(bytes);
        return new Document(name, value, new InText(bytes, reader));
    }

    /** A value that came from no text of its own. */
    public static Document of(String name, Object value) {
        return new Document(name, value, pointer -> Position.START);
    }

    private static Position nearest(Map<String, Position> places, String pointer) {
        String at = pointer;
        while (!at.isEmpty() && !places.containsKey(at)) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return places.getOrDefault(at, Position.START);
    }

    /** The file or name. */
    public String name() {
        return name;
    }

    /** The value. */
    public Object value() {
        return value;
    }

    /** Where the value of a pointer begins. */
    public Position locate(String pointer) {
        return places.of(pointer);
    }
}
