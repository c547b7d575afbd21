package dev.seatrial.schema.json;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Finds where in a text the values that JSON pointers name begin. Used for failures only, so it reads again, once for all of them. */
public final class JsonLocator {
    private final JsonReader reader;

    public JsonLocator(JsonReader reader) {
        this.reader = reader;
    }

    /** The place of the value, or of the nearest value around it that there is. */
    public Position locate(byte[] bytes, int offset, int length, String pointer) {
        return locate(bytes, offset, length, List.of(pointer)).getOrDefault(pointer, Position.START);
    }

    /** The places of some values, by pointer; each that of the value, or of the nearest value around it that there is. */
    public Map<String, Position> locate(byte[] bytes, int offset, int length, Collection<String> pointers) {
        Wanted root = new Wanted();
        for (String pointer : pointers) {
            Wanted at = root;
            for (String token : Pointers.tokens(pointer)) {
                at = at.below.computeIfAbsent(token, any -> new Wanted());
            }
            at.pointer = pointer;
        }
        Places places = new Places(bytes, offset);
        try (JsonParser parser = reader.parser(bytes, offset, length)) {
            parser.nextToken();
            places.take(parser, root);
        }
        return places.found;
    }

    /** A value that is looked for, or that lies around some. */
    private static final class Wanted {
        private final Map<String, Wanted> below = new HashMap<>();
        private @Nullable String pointer;
    }

    /** What was found so far; the text is passed over once. */
    private static final class Places {
        private final Map<String, Position> found = new HashMap<>();
        private final byte[] bytes;
        private final int offset;
        private int at;
        private Position position = Position.START;

        Places(byte[] bytes, int offset) {
            this.bytes = bytes;
            this.offset = offset;
            this.at = offset;
        }

        /** Notes the value at the parser's token, and looks in it for what is wanted there. */
        void take(JsonParser parser, Wanted wanted) {
            int here = offset + (int) parser.currentTokenLocation().getByteOffset();
            position = Position.of(bytes, at, here).within(position);
            at = here;
            note(wanted, position);
            int left = wanted.below.size();
            if (left > 0 && parser.currentToken() == JsonToken.START_OBJECT) {
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    parser.nextToken();
                    left -= pass(parser, left == 0 ? null : wanted.below.get(name));
                }
            } else if (left > 0 && parser.currentToken() == JsonToken.START_ARRAY) {
                for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
                    left -= pass(parser, left == 0 ? null : wanted.below.get(Integer.toString(index)));
                }
            } else {
                parser.skipChildren();
            }
        }

        private int pass(JsonParser parser, @Nullable Wanted wanted) {
            if (wanted == null) {
                parser.skipChildren();
                return 0;
            }
            take(parser, wanted);
            return 1;
        }

        /** All that is looked for below counts as found here until it is found itself. */
        private void note(Wanted wanted, Position here) {
            if (wanted.pointer != null) {
                found.put(wanted.pointer, here);
            }
            wanted.below.values().forEach(each -> note(each, here));
        }
    }
}
