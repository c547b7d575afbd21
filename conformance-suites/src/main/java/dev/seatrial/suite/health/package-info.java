/** What a service says of its own health. */
@NullMarked
package dev.seatrial.suite.health;

import org.jspecify.annotations.NullMarked;
