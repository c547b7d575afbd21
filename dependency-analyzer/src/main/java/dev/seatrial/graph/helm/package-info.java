/** Helm charts with their default values, as far as they can be rendered without Helm. */
@NullMarked
package dev.seatrial.graph.helm;

import org.jspecify.annotations.NullMarked;
