@NullMarked
package dev.seatrial.ship;

import org.jspecify.annotations.NullMarked;
