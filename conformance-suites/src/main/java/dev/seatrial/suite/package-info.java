@NullMarked
package dev.seatrial.suite;

import org.jspecify.annotations.NullMarked;
