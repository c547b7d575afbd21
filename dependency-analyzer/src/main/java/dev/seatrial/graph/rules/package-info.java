/** What a graph must not have, and what is allowed nevertheless. */
@NullMarked
package dev.seatrial.graph.rules;

import org.jspecify.annotations.NullMarked;
