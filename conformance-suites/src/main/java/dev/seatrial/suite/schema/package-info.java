/** Checks of events. */
@NullMarked
package dev.seatrial.suite.schema;

import org.jspecify.annotations.NullMarked;
