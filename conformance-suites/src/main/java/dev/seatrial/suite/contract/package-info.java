/** Checks of consumer contracts. */
@NullMarked
package dev.seatrial.suite.contract;

import org.jspecify.annotations.NullMarked;
