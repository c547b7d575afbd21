/** The eight toxics: what each does to the data of one direction of one connection. */
@NullMarked
package dev.seatrial.chaos.toxic;

import org.jspecify.annotations.NullMarked;
