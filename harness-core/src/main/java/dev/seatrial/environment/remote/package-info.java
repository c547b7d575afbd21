/** Environments that somebody else started. */
@NullMarked
package dev.seatrial.environment.remote;

import org.jspecify.annotations.NullMarked;
