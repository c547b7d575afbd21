package dev.seatrial.report;

import dev.seatrial.check.Outcome;
import dev.seatrial.run.CheckResult;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many results came to what; a waived one counts as waived alone. */
record Counts(int violated, int inconclusive, int satisfied, int inapplicable, int waived) {

    static Counts of(Report report) {
        return new Counts(
                report.standing(Outcome.Violated.class).size(),
                report.standing(Outcome.Inconclusive.class).size(),
                report.standing(Outcome.Satisfied.class).size(),
                report.standing(Outcome.Inapplicable.class).size(),
                report.waived().size());
    }

    /** {@code 1 violated, 12 satisfied, 3 inapplicable}; what is none is left out. */
    String text() {
        String text = Stream.of(
                        part(violated, "violated"),
                        part(inconclusive, "inconclusive"),
                        part(satisfied, "satisfied"),
                        part(inapplicable, "inapplicable"),
                        part(waived, "waived"))
                .flatMap(List::stream)
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "no check was run" : text;
    }

    private static List<String> part(int count, String what) {
        return count == 0 ? List.of() : List.of(count + " " + what);
    }

    /** Violated first, then inconclusive, then the rest; waived ones after standing ones. */
    static int rank(CheckResult result) {
        if (result.waiver().isPresent()) {
            return 2;
        }
        if (result.outcome() instanceof Outcome.Violated) {
            return 0;
        }
        if (result.outcome() instanceof Outcome.Inconclusive) {
            return 1;
        }
        return result.outcome() instanceof Outcome.Satisfied ? 3 : 4;
    }
}
