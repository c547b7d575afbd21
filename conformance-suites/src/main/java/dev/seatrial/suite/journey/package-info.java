/** Runs the journeys of a target. */
@NullMarked
package dev.seatrial.suite.journey;

import org.jspecify.annotations.NullMarked;
