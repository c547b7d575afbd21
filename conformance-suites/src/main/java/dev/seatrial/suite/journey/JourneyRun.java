package dev.seatrial.suite.journey;

import dev.seatrial.check.HttpProbe.Exchange;
import java.util.List;

/**
 * One journey that was made.
 *
 * @param journey its name
 * @param traceId the trace that every one of its requests was part of
 * @param exchanges its requests, in order
 * @param broken why it did not come to its end, or empty
 */
public record JourneyRun(String journey, String traceId, List<Exchange> exchanges, String broken) {

    public JourneyRun {
        exchanges = List.copyOf(exchanges);
    }

    /** Whether every step went as the owner says. */
    public boolean complete() {
        return broken.isEmpty();
    }

    /** Its name, and why it broke where it did: {@code place-order (step 1 …)}. */
    public String told() {
        return complete() ? journey : journey + " (" + broken + ")";
    }
}
