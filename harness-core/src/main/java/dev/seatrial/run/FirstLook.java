package dev.seatrial.run;

import dev.seatrial.check.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The first of two looks: a violation seen by a disturbing check is looked at once more, and both looks are kept.
 *
 * @param outcome what the first look came to
 * @param observation what it saw, as JSON text
 */
public record FirstLook(Outcome outcome, Optional<String> observation, Instant start, Duration took) {

    /** What two looks come to together: violated only where both are. Pure. */
    public static Outcome together(Outcome first, Outcome second) {
        if (!(first instanceof Outcome.Violated violated) || second instanceof Outcome.Violated) {
            return second;
        }
        String saw = violated.findings().get(0).saw();
        return new Outcome.Inconclusive("a violation was seen once of two looks: \"" + saw
                + "\"; the fresh look came to " + Outcomes.text(second));
    }
}
