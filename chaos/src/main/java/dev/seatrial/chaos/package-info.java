@NullMarked
package dev.seatrial.chaos;

import org.jspecify.annotations.NullMarked;
