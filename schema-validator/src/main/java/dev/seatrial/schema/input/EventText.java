package dev.seatrial.schema.input;

import dev.seatrial.schema.json.Position;

/**
 * The text of one event: a part of a buffer that is only valid while it is looked at.
 *
 * @param source the file's name, or {@code -}
 * @param buffer that holds it
 * @param offset of its first byte
 * @param length in bytes
 * @param start where it begins in the source
 */
@SuppressWarnings("ArrayRecordComponent") // looked at, never compared or kept
public record EventText(String source, byte[] buffer, int offset, int length, Position start) {}
