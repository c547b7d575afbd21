/** Waiting for a part of an environment, by condition. */
@NullMarked
package dev.seatrial.environment.ready;

import org.jspecify.annotations.NullMarked;
