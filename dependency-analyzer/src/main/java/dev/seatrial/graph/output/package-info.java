/** The forms in which a graph is written, and the one in which it is read again. */
@NullMarked
package dev.seatrial.graph.output;

import org.jspecify.annotations.NullMarked;
