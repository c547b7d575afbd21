/** How services end and come back. */
@NullMarked
package dev.seatrial.suite.lifecycle;

import org.jspecify.annotations.NullMarked;
