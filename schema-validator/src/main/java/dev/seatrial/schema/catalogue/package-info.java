/** Which schema is meant for which event. */
@NullMarked
package dev.seatrial.schema.catalogue;

import org.jspecify.annotations.NullMarked;
