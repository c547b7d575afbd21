/** The system under test as its owner describes it; parsed once, never half-valid. */
@NullMarked
package dev.seatrial.target;

import org.jspecify.annotations.NullMarked;
