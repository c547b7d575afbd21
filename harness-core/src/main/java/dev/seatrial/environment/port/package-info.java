/** Ports that two runs at once do not fight over. */
@NullMarked
package dev.seatrial.environment.port;

import org.jspecify.annotations.NullMarked;
