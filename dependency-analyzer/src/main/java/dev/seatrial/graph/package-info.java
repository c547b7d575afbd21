@NullMarked
package dev.seatrial.graph;

import org.jspecify.annotations.NullMarked;
