/** Edges between services and resources, the ledger of what went over them, and the faults put on them. */
@NullMarked
package dev.seatrial.link;

import org.jspecify.annotations.NullMarked;
