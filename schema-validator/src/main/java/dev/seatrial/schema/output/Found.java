package dev.seatrial.schema.output;

import dev.seatrial.schema.SchemaProblem;

/**
 * A problem and the file it is in.
 *
 * @param source the file's name
 * @param problem with its position in the file
 */
public record Found(String source, SchemaProblem problem) {}
