package dev.seatrial.schema;

import dev.seatrial.schema.json.Position;

/**
 * One thing wrong with an event.
 *
 * @param kind what sort of thing
 * @param position line and column in the event's text
 * @param pointer JSON pointer of the value in the event
 * @param schema file and JSON pointer of the keyword that does not hold, or empty
 * @param keyword the keyword, or the name of the envelope's rule
 * @param message what was seen
 * @param expected what should have been seen
 */
public record SchemaProblem(
        Kind kind, Position position, String pointer, String schema, String keyword, String message, String expected) {

    /** What sort of thing. */
    public enum Kind {
        /** The text is no JSON document, or beyond a limit. */
        UNREADABLE,
        /** The event breaks its schema. */
        SCHEMA,
        /** The event's envelope breaks CloudEvents. */
        ENVELOPE,
        /** No schema is known for the event. */
        UNROUTED
    }

    /** In one line: place, what was seen, what was expected. */
    @Override
    public String toString() {
        return position + (pointer.isEmpty() ? "" : " " + pointer) + ": " + message
                + (expected.isEmpty() ? "" : "; expected " + expected);
    }
}
