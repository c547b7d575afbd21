/** Two graphs side by side, and where they come from. */
@NullMarked
package dev.seatrial.graph.diff;

import org.jspecify.annotations.NullMarked;
