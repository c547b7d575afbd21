/** Schemas compiled to programs that run over a parser or over a tree. */
@NullMarked
package dev.seatrial.schema.compiled;

import org.jspecify.annotations.NullMarked;
