/** Reproducible images from runnable jars, without an engine and without a registry to take a base from. */
@NullMarked
package dev.seatrial.ship.image;

import org.jspecify.annotations.NullMarked;
