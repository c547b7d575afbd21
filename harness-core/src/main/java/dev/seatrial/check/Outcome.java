package dev.seatrial.check;

import java.util.Comparator;
import java.util.List;

/** What a check came to. */
public sealed interface Outcome {

    /**
     * The rule holds, and the stimulus is known to have arrived.
     *
     * @param summary what shows it, in one line
     */
    record Satisfied(String summary) implements Outcome {}

    /**
     * The rule is broken.
     *
     * @param findings at least one
     */
    record Violated(List<Finding> findings) implements Outcome {
        public Violated {
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("a violation needs a finding");
            }
            findings = List.copyOf(findings);
        }

        /** How binding what is broken is: the most binding of its findings. */
        public Requirement.Level level(Requirement requirement) {
            return findings.stream()
                    .map(f -> f.level().orElse(requirement.level()))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    /** The rule is not about this subject. */
    record Inapplicable(String why) implements Outcome {}

    /** It could not be told. */
    record Inconclusive(String why) implements Outcome {}

    /** Violated where there are findings, else satisfied. */
    static Outcome of(List<Finding> findings, String summary) {
        return findings.isEmpty() ? new Satisfied(summary) : new Violated(findings);
    }
}
