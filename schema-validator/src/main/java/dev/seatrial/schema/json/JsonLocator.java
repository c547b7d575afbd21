package dev.seatrial.schema.json;

import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Finds where in a text the value that a JSON pointer names begins. Used for failures only, so it reads again. */
public final class JsonLocator {
    private final JsonReader reader;

    public JsonLocator(JsonReader reader) {
        this.reader = reader;
    }

    /** The place of the value, or of the nearest value around it that there is. */
    public Position locate(byte[] bytes, int offset, int length, String pointer) {
        List<String> tokens = Pointers.tokens(pointer);
        try (JsonParser parser = reader.parser(bytes, offset, length)) {
            parser.nextToken();
            long found = parser.currentTokenLocation().getByteOffset();
            for (String token : tokens) {
                if (!descend(parser, token)) {
                    break;
                }
                found = parser.currentTokenLocation().getByteOffset();
            }
            return Position.of(bytes, offset, offset + (int) found);
        }
    }

    private static boolean descend(JsonParser parser, String token) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                if (name.equals(token)) {
                    return true;
                }
                parser.skipChildren();
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
                if (token.equals(Integer.toString(index))) {
                    return true;
                }
                parser.skipChildren();
            }
        }
        return false;
    }
}
