package dev.seatrial.gate;

import dev.seatrial.check.Outcome;
import dev.seatrial.report.Report;
import dev.seatrial.report.ReportJson;
import dev.seatrial.run.CheckResult;
import dev.seatrial.run.Outcomes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides on a report whether what it is about may go on. Shut unless shown otherwise: an empty, stopped or
 * self-contradicting report opens nothing.
 */
public final class Gate {

    private final GatePolicy policy;

    /** A gate with this policy. */
    public Gate(GatePolicy policy) {
        this.policy = policy;
    }

    /**
     * Decides. Pure.
     *
     * @param today the day, UTC, by which waivers may have expired since the run
     */
    public Decision decide(Report report, LocalDate today) {
        List<String> against = new ArrayList<>();
        report.stopped().ifPresent(why -> against.add("the run did not end: " + why));
        if (report.verdict() != Report.verdict(report.results(), report.stopped())) {
            against.add("the report says " + report.verdict() + " but its results come to "
                    + Report.verdict(report.results(), report.stopped()));
        }
        if (satisfied(report) == 0) {
            against.add("nothing was shown to hold");
        }
        policy.required().stream()
                .filter(id -> report.results().stream().noneMatch(result -> shows(result, id)))
                .forEach(id -> against.add(id + " is required and was not satisfied"));
        report.results().forEach(result -> judge(result, today, against));
        String hash = ReportJson.hash(report);
        return against.isEmpty()
                ? new Decision.Open(List.of(inFavour(report)), hash)
                : new Decision.Shut(against, hash);
    }

    private void judge(CheckResult result, LocalDate today, List<String> against) {
        boolean shuts = shuts(result);
        boolean expired =
                result.waiver().filter(w -> today.isAfter(w.expires())).isPresent();
        if (shuts && (result.waiver().isEmpty() || expired)) {
            against.add(result.name() + " is " + Outcomes.text(result.outcome())
                    + (expired ? " (its waiver has expired)" : ""));
        }
    }

    private boolean shuts(CheckResult result) {
        if (result.outcome() instanceof Outcome.Violated violated) {
            return policy.levels().contains(violated.level(result.requirement()));
        }
        return result.outcome() instanceof Outcome.Inconclusive
                && policy.shutOnInconclusive()
                && policy.levels().contains(result.requirement().level());
    }

    private static boolean shows(CheckResult result, String id) {
        return result.requirement().id().equals(id) && result.outcome() instanceof Outcome.Satisfied;
    }

    private static long satisfied(Report report) {
        return report.results().stream()
                .filter(result -> result.outcome() instanceof Outcome.Satisfied)
                .count();
    }

    private static String inFavour(Report report) {
        return satisfied(report) + " satisfied, "
                + report.standing(Outcome.Violated.class).size() + " violated below the gate's levels, "
                + report.standing(Outcome.Inconclusive.class).size() + " inconclusive and tolerated, "
                + report.waived().size() + " waived";
    }
}
