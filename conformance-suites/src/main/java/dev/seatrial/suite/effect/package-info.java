/** What an operation did, counted outside its response. */
@NullMarked
package dev.seatrial.suite.effect;

import org.jspecify.annotations.NullMarked;
