package dev.seatrial.check;

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
