/** Logical requests: what a client repeats when it repeats itself, and in which dialect. */
@NullMarked
package dev.seatrial.suite.request;

import org.jspecify.annotations.NullMarked;
