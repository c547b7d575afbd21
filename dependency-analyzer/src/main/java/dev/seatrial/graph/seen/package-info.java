/** What was seen at run time, in traces and ledgers. */
@NullMarked
package dev.seatrial.graph.seen;

import org.jspecify.annotations.NullMarked;
