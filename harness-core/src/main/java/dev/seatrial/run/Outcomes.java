package dev.seatrial.run;

import dev.seatrial.check.Outcome;

/** Outcomes in words. */
public final class Outcomes {

    private Outcomes() {}

    /** The kind and what is behind it, in one line: {@code satisfied: 20 of 20 replays had one effect}. */
    public static String text(Outcome outcome) {
        return kind(outcome) + ": " + detail(outcome);
    }

    /** {@code satisfied}, {@code violated}, {@code inapplicable} or {@code inconclusive}. */
    public static String kind(Outcome outcome) {
        if (outcome instanceof Outcome.Satisfied) {
            return "satisfied";
        }
        if (outcome instanceof Outcome.Violated) {
            return "violated";
        }
        return outcome instanceof Outcome.Inapplicable ? "inapplicable" : "inconclusive";
    }

    /** The summary, the reason, or what was seen first. */
    public static String detail(Outcome outcome) {
        if (outcome instanceof Outcome.Satisfied satisfied) {
            return satisfied.summary();
        }
        if (outcome instanceof Outcome.Inapplicable inapplicable) {
            return inapplicable.why();
        }
        if (outcome instanceof Outcome.Inconclusive inconclusive) {
            return inconclusive.why();
        }
        return ((Outcome.Violated) outcome).findings().get(0).saw();
    }
}
