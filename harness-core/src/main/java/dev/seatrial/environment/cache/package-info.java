/** Where Seatrial keeps what a later run can use again. */
@NullMarked
package dev.seatrial.environment.cache;

import org.jspecify.annotations.NullMarked;
