/** Calls operations of a running system in the way its owner says they want to be called. */
@NullMarked
package dev.seatrial.suite.call;

import org.jspecify.annotations.NullMarked;
