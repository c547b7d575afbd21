/** Keeps the rows of what went over links, bounded, and writes them out. */
@NullMarked
package dev.seatrial.chaos.ledger;

import org.jspecify.annotations.NullMarked;
