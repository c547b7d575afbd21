package dev.seatrial.run;

import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Subject;
import dev.seatrial.target.Waiver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One check of one subject, and what it came to.
 *
 * @param requirement the rule
 * @param subject absent where the rule applies to nothing in the target
 * @param outcome what it came to
 * @param observation what was seen, as JSON text; absent where nothing was observed
 * @param notes facts kept beside it, a stack trace among them where the check threw
 * @param start when the check began
 * @param took how long it took
 * @param waiver the waiver that covers it, if any
 */
public record CheckResult(
        Requirement requirement,
        Optional<Subject> subject,
        Outcome outcome,
        Optional<String> observation,
        List<String> notes,
        Instant start,
        Duration took,
        Optional<Waiver> waiver) {

    public CheckResult {
        notes = List.copyOf(notes);
    }
}
