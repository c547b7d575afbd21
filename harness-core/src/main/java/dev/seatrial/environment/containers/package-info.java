/** Environments of containers; no type of an engine's driver leaves this package. */
@NullMarked
package dev.seatrial.environment.containers;

import org.jspecify.annotations.NullMarked;
