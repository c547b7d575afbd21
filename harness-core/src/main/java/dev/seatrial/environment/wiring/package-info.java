/** The links of an environment and the variables through which services learn their addresses. */
@NullMarked
package dev.seatrial.environment.wiring;

import org.jspecify.annotations.NullMarked;
