package dev.seatrial.schema.document;

import dev.seatrial.schema.json.Position;

/**
 * Something wrong with a schema itself.
 *
 * @param document its file or name
 * @param position the line and column
 * @param pointer the JSON pointer of the place
 * @param message what is wrong and what was expected
 */
public record SchemaFlaw(String document, Position position, String pointer, String message) {

    @Override
    public String toString() {
        return document + ":" + position + ": " + (pointer.isEmpty() ? "" : pointer + ": ") + message;
    }
}
