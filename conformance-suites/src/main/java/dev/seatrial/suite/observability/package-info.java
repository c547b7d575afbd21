/** Checks of what can be seen from outside. */
@NullMarked
package dev.seatrial.suite.observability;

import org.jspecify.annotations.NullMarked;
