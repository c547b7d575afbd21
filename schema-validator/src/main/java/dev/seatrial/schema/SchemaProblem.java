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

    /** The same at another place of the text. */
    SchemaProblem at(Position place) {
        return new SchemaProblem(kind, place, pointer, schema, keyword, message, expected);
    }

    /** The same for a value further down. */
    SchemaProblem below(String prefix) {
        return new SchemaProblem(kind, position, prefix + pointer, schema, keyword, message, expected);
    }

    /** The same in a text that begins within a longer one. */
    public SchemaProblem within(Position start) {
        return at(position.within(start));
    }

    /** What was seen and what was expected, in one sentence without the place. */
    public String sentence() {
        boolean predicate = message.matches("(?s)(is|has|fits) .*");
        String subject = pointer.isEmpty() ? (predicate ? "the event " : "") : pointer + (predicate ? " " : ": ");
        return subject + message + (expected.isEmpty() ? "" : "; expected " + expected);
    }

    /** In one line: place, what was seen, what was expected. */
    @Override
    public String toString() {
        return position + ": " + sentence();
    }
}
