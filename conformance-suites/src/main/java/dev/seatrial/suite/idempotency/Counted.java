package dev.seatrial.suite.idempotency;

import dev.seatrial.check.Finding;
import dev.seatrial.check.Outcome;
import java.util.List;
import java.util.function.IntFunction;

/** Judges counts of which some are right: one wrong count is enough, unless somebody else can have moved it. */
final class Counted {

    private Counted() {}

    /**
     * The outcome of some trials.
     *
     * @param right which trials came out right, at least one
     * @param finding the finding of a wrong trial
     * @param summary what shows it where all are right
     */
    static Outcome judge(Setting setting, List<Boolean> right, IntFunction<Finding> finding, String summary) {
        int wrong = right.indexOf(false);
        if (wrong < 0) {
            return new Outcome.Satisfied(summary);
        }
        if (setting.scoped() || !right.contains(true)) {
            return new Outcome.Violated(List.of(finding.apply(wrong)));
        }
        return new Outcome.Inconclusive("others moved the count while it was taken (" + setting.effect()
                + "); count with a placeholder such as :key, so that only the request's own effect counts");
    }
}
