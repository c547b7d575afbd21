/** Starting the parts of an environment side by side, and stopping them again on every path. */
@NullMarked
package dev.seatrial.environment.launch;

import org.jspecify.annotations.NullMarked;
