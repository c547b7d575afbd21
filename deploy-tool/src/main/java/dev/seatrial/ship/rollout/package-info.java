/** Candidate, watch, gate, promotion or rollback, with a lock and a journal in the cluster. */
@NullMarked
package dev.seatrial.ship.rollout;

import org.jspecify.annotations.NullMarked;
