package dev.seatrial.report;

import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement.Manner;
import dev.seatrial.environment.Environment;
import dev.seatrial.environment.StartEvent;
import dev.seatrial.run.CheckResult;
import dev.seatrial.run.RunResult;
import dev.seatrial.target.Waiver;
import dev.seatrial.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The verdict with every outcome, and what is needed to understand and to doubt it.
 *
 * @param format the version of this form, {@link #FORMAT}
 * @param tool the version of Seatrial that made it
 * @param system the name of the target's system
 * @param provider the environment provider, such as {@code processes}
 * @param profile the profile, or the patterns that were asked for instead
 * @param seed of everything random; {@code --seed} replays it
 * @param start when the environment's start was asked for
 * @param took from there to the last outcome
 * @param verdict over all results
 * @param stopped why the run ended early, if it did
 * @param results one for each check and subject
 * @param unusedWaivers waivers that covered nothing
 * @param timings where the time went
 * @param parts the services and resources
 * @param links what went over each link
 */
public record Report(
        int format,
        String tool,
        String system,
        String provider,
        String profile,
        long seed,
        Instant start,
        Duration took,
        Verdict verdict,
        Optional<String> stopped,
        List<CheckResult> results,
        List<Waiver> unusedWaivers,
        Timings timings,
        List<Part> parts,
        List<LinkSummary> links) {

    /** The version of the form that this code writes and reads. */
    public static final int FORMAT = 1;

    public Report {
        results = List.copyOf(results);
        unusedWaivers = List.copyOf(unusedWaivers);
        parts = List.copyOf(parts);
        links = List.copyOf(links);
    }

    /**
     * The report of a run.
     *
     * @param environment still open: its ledgers are read
     * @param events what happened while it started
     */
    public static Report of(RunResult run, Environment environment, List<StartEvent> events) {
        Timings timings = Timings.of(run, events);
        return new Report(
                FORMAT,
                ToolVersion.get(),
                environment.target().system(),
                environment.provider(),
                run.profile(),
                run.seed(),
                run.start().minus(timings.environment()),
                timings.environment().plus(run.took()),
                verdict(run.results(), run.stopped()),
                run.stopped(),
                run.results(),
                run.unusedWaivers(),
                timings,
                Part.of(environment.target()),
                environment.links().stream()
                        .map(link -> LinkSummary.of(link, at -> disturbed(run.results(), at)))
                        .toList());
    }

    private static boolean disturbed(List<CheckResult> results, Instant at) {
        return results.stream()
                .filter(result -> result.requirement().manner() == Manner.DISTURBING)
                .anyMatch(result -> !at.isBefore(result.start())
                        && !at.isAfter(result.start().plus(result.took())));
    }

    /** What the whole took beside its critical path: where nothing of the system and no check was waited for. */
    public Duration overhead() {
        Duration path =
                timings.criticalPath().stream().map(Timings.Stretch::took).reduce(Duration.ZERO, Duration::plus);
        return path.compareTo(took) < 0 ? took.minus(path) : Duration.ZERO;
    }

    /** The same with other results, and the verdict over them. */
    public Report withResults(List<CheckResult> others) {
        return new Report(
                format,
                tool,
                system,
                provider,
                profile,
                seed,
                start,
                took,
                verdict(others, stopped),
                stopped,
                others,
                unusedWaivers,
                timings,
                parts,
                links);
    }

    /** The results of one kind, waived ones left out. */
    public List<CheckResult> standing(Class<? extends Outcome> kind) {
        return results.stream()
                .filter(result ->
                        kind.isInstance(result.outcome()) && result.waiver().isEmpty())
                .toList();
    }

    /** The results under a waiver. */
    public List<CheckResult> waived() {
        return results.stream().filter(result -> result.waiver().isPresent()).toList();
    }

    /** The verdict over some results; a run that was stopped shows nothing of what it left out. */
    public static Verdict verdict(List<CheckResult> results, Optional<String> stopped) {
        Verdict verdict = Verdict.over(results);
        return stopped.isPresent() && verdict == Verdict.CONFORMS ? Verdict.INCONCLUSIVE : verdict;
    }
}
