/** Checks of who owns which data. */
@NullMarked
package dev.seatrial.suite.data;

import org.jspecify.annotations.NullMarked;
