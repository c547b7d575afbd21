/** Keeping what services write, within bounds. */
@NullMarked
package dev.seatrial.environment.log;

import org.jspecify.annotations.NullMarked;
