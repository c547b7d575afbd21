package dev.seatrial.ship.rollout;

import dev.seatrial.gate.Decision;
import java.net.URI;

/** Judges a candidate. Only a {@link Decision.Open} lets it be promoted. */
@FunctionalInterface
public interface Gatekeeper {

    /**
     * Runs the suites against a candidate and decides.
     *
     * @param candidate where it answers, without a trailing slash, until this returns
     */
    Decision decide(URI candidate) throws InterruptedException;
}
