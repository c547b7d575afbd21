/** The target, running; made by an environment provider and closed without a trace. */
@NullMarked
package dev.seatrial.environment;

import org.jspecify.annotations.NullMarked;
