package dev.seatrial.verdict;

import dev.seatrial.check.Outcome;
import dev.seatrial.run.CheckResult;
import java.util.Collection;

/** The worst over the outcomes. Nothing applicable is {@link #INCONCLUSIVE}, never {@link #CONFORMS}. */
public enum Verdict {
    CONFORMS(0),
    INCONCLUSIVE(3),
    VIOLATES(1);

    private final int exitCode;

    Verdict(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The exit code of a command that ends with this verdict. */
    public int exitCode() {
        return exitCode;
    }

    /** The verdict over some results. A waived violation or inconclusive result does not count against the system. */
    public static Verdict over(Collection<CheckResult> results) {
        boolean satisfied = false;
        boolean inconclusive = false;
        for (CheckResult result : results) {
            if (result.outcome() instanceof Outcome.Satisfied) {
                satisfied = true;
            } else if (result.waiver().isEmpty()) {
                if (result.outcome() instanceof Outcome.Violated) {
                    return VIOLATES;
                }
                inconclusive |= result.outcome() instanceof Outcome.Inconclusive;
            }
        }
        return satisfied && !inconclusive ? CONFORMS : INCONCLUSIVE;
    }
}
