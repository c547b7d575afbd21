/** HTTP as seen from the side of the road: framing, exchanges, and the faults that need to know them. */
@NullMarked
package dev.seatrial.chaos.http;

import org.jspecify.annotations.NullMarked;
