/** Checks of who may come in. */
@NullMarked
package dev.seatrial.suite.security;

import org.jspecify.annotations.NullMarked;
