/** Events made from a schema. */
@NullMarked
package dev.seatrial.schema.sample;

import org.jspecify.annotations.NullMarked;
