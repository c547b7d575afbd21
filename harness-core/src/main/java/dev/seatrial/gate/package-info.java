/** Policy applied to a report; opens or stays shut. */
@NullMarked
package dev.seatrial.gate;

import org.jspecify.annotations.NullMarked;
