/** {@code seatrial graph}. */
@NullMarked
package dev.seatrial.graph.command;

import org.jspecify.annotations.NullMarked;
