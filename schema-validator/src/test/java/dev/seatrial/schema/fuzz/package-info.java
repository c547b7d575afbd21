/** Generated schemas and events, to find where two judges differ. */
@NullMarked
package dev.seatrial.schema.fuzz;

import org.jspecify.annotations.NullMarked;
