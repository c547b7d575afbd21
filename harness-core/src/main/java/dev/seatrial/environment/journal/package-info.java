/** What a run has started, written down before it starts, so that it is gone when the run is. */
@NullMarked
package dev.seatrial.environment.journal;

import org.jspecify.annotations.NullMarked;
