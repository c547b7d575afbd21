/** Whether a new version of a schema fits the old one. */
@NullMarked
package dev.seatrial.schema.compat;

import org.jspecify.annotations.NullMarked;
