/** Checks of described APIs. */
@NullMarked
package dev.seatrial.suite.api;

import org.jspecify.annotations.NullMarked;
