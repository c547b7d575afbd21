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
 * @param sent the requests that the check sent, in short; of many, the first and the last
 * @param firstLook the look before this one, where a violation was looked at twice; {@code outcome} is that of both
 */
public record CheckResult(
        Requirement requirement,
        Optional<Subject> subject,
        Outcome outcome,
        Optional<String> observation,
        List<String> notes,
        Instant start,
        Duration took,
        Optional<Waiver> waiver,
        List<Sent> sent,
        Optional<FirstLook> firstLook) {

    public CheckResult {
        notes = List.copyOf(notes);
        sent = List.copyOf(sent);
    }

    /** A result without requests, notes and waiver. */
    public static CheckResult of(Requirement requirement, Optional<Subject> subject, Outcome outcome) {
        return new CheckResult(
                requirement,
                subject,
                outcome,
                Optional.empty(),
                List.of(),
                Instant.now(),
                Duration.ZERO,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** The same under a waiver. */
    public CheckResult waived(Waiver by) {
        return new CheckResult(
                requirement, subject, outcome, observation, notes, start, took, Optional.of(by), sent, firstLook);
    }

    /** The same with another outcome; the waiver stays only where there is still something to waive. */
    public CheckResult judged(Outcome other, Optional<FirstLook> first) {
        boolean waivable = other instanceof Outcome.Violated || other instanceof Outcome.Inconclusive;
        return new CheckResult(
                requirement,
                subject,
                other,
                observation,
                notes,
                start,
                took,
                waivable ? waiver : Optional.empty(),
                sent,
                first);
    }

    /** {@code IDEMP-002 payments/createPayment}. */
    public String name() {
        return requirement.id() + subject.map(s -> " " + s).orElse("");
    }
}
