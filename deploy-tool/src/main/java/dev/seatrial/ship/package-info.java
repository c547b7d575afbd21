/** Ships a service: image, candidate, gate, promotion. {@link dev.seatrial.ship.Ship} is the way in. */
@NullMarked
package dev.seatrial.ship;

import org.jspecify.annotations.NullMarked;
