package dev.seatrial.schema.json;

/**
 * One thing wrong with an event.
 *
 * @param pointer of the value in the event
 * @param schema file and pointer of the keyword
 * @param keyword that does not hold
 * @param message what was seen
 * @param expected what should have been seen
 */
public record Fault(String pointer, String schema, String keyword, String message, String expected) {}
