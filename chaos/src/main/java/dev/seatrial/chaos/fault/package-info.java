/** The faults that are on, and what they have hit. */
@NullMarked
package dev.seatrial.chaos.fault;

import org.jspecify.annotations.NullMarked;
