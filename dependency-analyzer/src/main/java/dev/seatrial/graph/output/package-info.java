/** The graph as text, JSON, Mermaid and DOT. */
@NullMarked
package dev.seatrial.graph.output;

import org.jspecify.annotations.NullMarked;
