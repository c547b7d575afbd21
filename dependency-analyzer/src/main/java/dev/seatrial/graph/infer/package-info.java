/** From files to the graph. */
@NullMarked
package dev.seatrial.graph.infer;

import org.jspecify.annotations.NullMarked;
