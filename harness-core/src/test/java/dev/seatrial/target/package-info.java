@NullMarked
package dev.seatrial.target;

import org.jspecify.annotations.NullMarked;
