/** Graphs of trees that did not change since. */
@NullMarked
package dev.seatrial.graph.cache;

import org.jspecify.annotations.NullMarked;
