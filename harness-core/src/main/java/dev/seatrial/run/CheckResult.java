package dev.seatrial.run;

import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Subject;
import dev.seatrial.target.Waiver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /**
     * The same, seen while services ended. What was inconclusive has its reason in that, and what was seen of a system
     * that was not whole is not judged again; a violation stands.
     *
     * @param endings what is known of the end of each; with none, the result stays as it is
     */
    CheckResult aboard(List<Revival.Ending> endings) {
        if (endings.isEmpty()) {
            return this;
        }
        String ended =
                endings.stream().map(Revival.Ending::text).collect(Collectors.joining(", ")) + " during this look";
        CheckResult noted = this;
        for (Revival.Ending ending : endings) {
            noted = noted.noting(ending.text() + " during this look; the last lines of its log:\n"
                    + String.join("\n", ending.log()));
        }
        return outcome instanceof Outcome.Inconclusive unclear
                ? noted.with(new Outcome.Inconclusive(ended + "; " + unclear.why()), Optional.empty(), noted.notes)
                : noted;
    }

    /** The same with one fact more beside it. */
    CheckResult noting(String fact) {
        List<String> more = new ArrayList<>(notes);
        more.add(fact);
        return with(outcome, observation, more);
    }

    private CheckResult with(Outcome other, Optional<String> seen, List<String> facts) {
        return new CheckResult(requirement, subject, other, seen, facts, start, took, waiver, sent, firstLook);
    }

    /** {@code IDEMP-002 payments/createPayment}. */
    public String name() {
        return requirement.id() + subject.map(s -> " " + s).orElse("");
    }
}
