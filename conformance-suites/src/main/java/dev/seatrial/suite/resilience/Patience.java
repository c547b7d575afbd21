package dev.seatrial.suite.resilience;

import java.time.Duration;

/**
 * How long the checks of this suite wait.
 *
 * @param slack what an answer may take beyond a declared deadline
 * @param recovery within which a link and its consumer are as before after a fault has gone
 * @param linger how long after an answer further attempts may come
 */
public record Patience(Duration slack, Duration recovery, Duration linger) {

    /** For systems of real processes. */
    public static final Patience REAL =
            new Patience(Duration.ofSeconds(1), Duration.ofSeconds(15), Duration.ofMillis(300));
}
