/** What was found, written down for people and for programs. */
@NullMarked
package dev.seatrial.schema.output;

import org.jspecify.annotations.NullMarked;
