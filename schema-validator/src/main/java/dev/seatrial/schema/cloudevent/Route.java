package dev.seatrial.schema.cloudevent;

import dev.seatrial.schema.json.JsonReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What an event says of its schema.
 *
 * @param type its {@code type}
 * @param dataschema its {@code dataschema}, or empty
 */
public record Route(String type, String dataschema) {

    // Written out: what a record makes of itself at run time would be a tenth of a command that ends at once.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Route route && type.equals(route.type) && dataschema.equals(route.dataschema);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + dataschema.hashCode();
    }

    /** The route of a text that may be an event, without reading more of it than needed; nothing when it has none. */
    public static Optional<Route> of(JsonReader reader, byte[] buffer, int offset, int length) {
        String type = "";
        String dataschema = "";
        try (JsonParser parser = reader.parser(buffer, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                boolean text = parser.currentToken() == JsonToken.VALUE_STRING;
                if (text && name.equals("type")) {
                    type = parser.getString();
                } else if (text && name.equals("dataschema")) {
                    dataschema = parser.getString();
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException e) {
            return Optional.empty();
        }
        return type.isEmpty() ? Optional.empty() : Optional.of(new Route(type, dataschema));
    }
}
