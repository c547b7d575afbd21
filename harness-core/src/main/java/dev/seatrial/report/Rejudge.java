package dev.seatrial.report;

import dev.seatrial.check.Check;
import dev.seatrial.check.Outcome;
import dev.seatrial.run.CheckResult;
import dev.seatrial.run.FirstLook;
import dev.seatrial.run.Outcomes;
import dev.seatrial.run.RecordJson;
import dev.seatrial.run.Secrets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges the recorded observations of a report again, without a system: after a rule was mended, or in doubt. */
public final class Rejudge {

    private final Map<String, Check<?>> checks = new HashMap<>();

    /** Judges with these checks. */
    public Rejudge(Collection<? extends Check<?>> checks) {
        checks.forEach(check -> this.checks.put(check.requirement().id(), check));
    }

    /**
     * A report judged again.
     *
     * @param report with the outcomes of today
     * @param differences a sentence for each outcome that is another than the report's, and for each that could not be
     *     judged again; none: the report stands as it was
     */
    public record Rejudged(Report report, List<String> differences) {
        public Rejudged {
            differences = List.copyOf(differences);
        }
    }

    /** Judges again. Results without an observation keep their outcome: there is nothing to judge. */
    public Rejudged judge(Report report) {
        List<String> differences = new ArrayList<>();
        List<CheckResult> results = report.results().stream()
                .map(result -> judge(result, differences))
                .toList();
        Report again = report.withResults(results);
        if (again.verdict() != report.verdict()) {
            differences.add("the verdict was " + report.verdict() + ", now " + again.verdict());
        }
        return new Rejudged(again, differences);
    }

    private CheckResult judge(CheckResult result, List<String> differences) {
        if (result.observation().isEmpty()) {
            return result;
        }
        Check<?> check = checks.get(result.requirement().id());
        if (check == null) {
            differences.add(result.name() + " cannot be judged again: no check with this id is on the class path; its"
                    + " outcome is kept");
            return result;
        }
        Outcome now = outcome(check, result.observation().get());
        Optional<FirstLook> first = result.firstLook()
                .map(look -> look.observation()
                        .map(seen -> new FirstLook(outcome(check, seen), Optional.of(seen), look.start(), look.took()))
                        .orElse(look));
        Outcome both =
                first.map(look -> FirstLook.together(look.outcome(), now)).orElse(now);
        if (both.equals(result.outcome())) {
            return result;
        }
        differences.add(result.name() + " was " + Outcomes.text(result.outcome()) + "; now " + Outcomes.text(both));
        return result.judged(both, first);
    }

    private static Outcome outcome(Check<?> check, String observation) {
        try {
            return new Secrets().redact(RecordJson.judge(check, observation));
        } catch (RuntimeException e) {
            return new Outcome.Inconclusive("the recorded observation could not be judged: " + e.getMessage());
        }
    }
}
