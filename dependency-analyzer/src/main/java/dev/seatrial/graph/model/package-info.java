/** The graph as values: components, edges, endpoints, and what could not be said. */
@NullMarked
package dev.seatrial.graph.model;

import org.jspecify.annotations.NullMarked;
