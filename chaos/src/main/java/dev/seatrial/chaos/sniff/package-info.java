/** Recognises what is spoken on a connection from its first bytes. */
@NullMarked
package dev.seatrial.chaos.sniff;

import org.jspecify.annotations.NullMarked;
