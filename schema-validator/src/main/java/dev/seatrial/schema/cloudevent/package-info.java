/** The CloudEvents envelope, structured JSON. */
@NullMarked
package dev.seatrial.schema.cloudevent;

import org.jspecify.annotations.NullMarked;
