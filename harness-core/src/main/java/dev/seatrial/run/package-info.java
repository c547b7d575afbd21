/** Selects, orders and runs checks against an environment. */
@NullMarked
package dev.seatrial.run;

import org.jspecify.annotations.NullMarked;
