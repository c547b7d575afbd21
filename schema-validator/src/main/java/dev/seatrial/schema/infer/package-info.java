/** A schema made from events. */
@NullMarked
package dev.seatrial.schema.infer;

import org.jspecify.annotations.NullMarked;
