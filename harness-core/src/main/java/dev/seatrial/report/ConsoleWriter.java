package dev.seatrial.report;

import dev.seatrial.check.Finding;
import dev.seatrial.check.Outcome;
import dev.seatrial.report.Timings.Stretch;
import dev.seatrial.run.CheckResult;
import dev.seatrial.run.Durations;
import dev.seatrial.run.Outcomes;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** The report as 80 columns of text. */
public final class ConsoleWriter implements ReportWriter {

    /** How many stretches of the critical path are named; the other forms have them all. */
    private static final int LONGEST = 5;

    /** Findings of one check and subject beyond these are counted: the JSON has all. */
    private static final int MOST_FINDINGS = 5;

    private final Paint paint;

    /** Without colours. */
    public ConsoleWriter() {
        this(false);
    }

    /** With or without colours. */
    public ConsoleWriter(boolean colours) {
        this.paint = new Paint(colours);
    }

    @Override
    public String id() {
        return "text";
    }

    @Override
    public Optional<String> file() {
        return Optional.empty();
    }

    @Override
    public String text(Report report) {
        StringJoiner blocks = new StringJoiner("\n\n", "", "\n");
        report.standing(Outcome.Violated.class).forEach(result -> blocks.add(violated(result)));
        report.standing(Outcome.Inconclusive.class).forEach(result -> blocks.add(inconclusive(result)));
        report.waived().forEach(result -> blocks.add(waived(result)));
        inapplicable(report).ifPresent(blocks::add);
        report.unusedWaivers()
                .forEach(waiver -> blocks.add(Wrap.labelled(
                        "note: ",
                        "the waiver of " + waiver.requirement() + " for " + waiver.subject()
                                + " covered nothing; take it out of the target file")));
        blocks.add(verdict(report));
        return blocks.toString();
    }

    /** One result that is violated or inconclusive, with all there is to say of it. */
    public String result(CheckResult result) {
        return result.outcome() instanceof Outcome.Violated ? violated(result) : inconclusive(result);
    }

    private String violated(CheckResult result) {
        List<Finding> findings = ((Outcome.Violated) result.outcome()).findings();
        StringJoiner lines = new StringJoiner("\n");
        lines.add(heading(result));
        lines.add(findings.stream()
                .limit(MOST_FINDINGS)
                .map(finding -> finding(result, finding))
                .collect(Collectors.joining("\n\n")));
        if (findings.size() > MOST_FINDINGS) {
            lines.add("  … and " + (findings.size() - MOST_FINDINGS) + " findings more in report.json");
        }
        return lines.toString();
    }

    private String heading(CheckResult result) {
        String kind = paint.of(result.outcome(), Outcomes.kind(result.outcome()));
        return kind + " " + paint.bold(result.name()) + "\n"
                + paint.dim(Wrap.labelled("  ", result.requirement().title()));
    }

    private static String finding(CheckResult result, Finding finding) {
        StringJoiner lines = new StringJoiner("\n");
        lines.add(Wrap.labelled(
                "  level     ",
                finding.level().orElse(result.requirement().level()).name()));
        lines.add(Wrap.labelled("  did       ", finding.did()));
        lines.add(Wrap.labelled("  saw       ", finding.saw()));
        lines.add(Wrap.labelled("  expected  ", finding.expected()));
        lines.add(Wrap.labelled("  mend      ", finding.mend()));
        if (!finding.replay().isEmpty()) {
            lines.add(Wrap.command("  replay    ", finding.replay()));
        }
        return lines.toString();
    }

    private String inconclusive(CheckResult result) {
        return heading(result) + "\n" + Wrap.labelled("  why       ", Outcomes.detail(result.outcome()));
    }

    private String waived(CheckResult result) {
        var waiver = result.waiver().orElseThrow();
        return paint.dim(Wrap.labelled(
                "waived ",
                result.name() + " (" + Outcomes.text(result.outcome()) + ") until " + waiver.expires() + ": "
                        + waiver.reason()));
    }

    private Optional<String> inapplicable(Report report) {
        Map<String, String> idsByReason = new LinkedHashMap<>();
        report.standing(Outcome.Inapplicable.class)
                .forEach(result ->
                        idsByReason.merge(Outcomes.detail(result.outcome()), result.name(), (a, b) -> a + ", " + b));
        return idsByReason.isEmpty()
                ? Optional.empty()
                : Optional.of(paint.dim(idsByReason.entrySet().stream()
                        .map(entry -> Wrap.labelled("inapplicable ", entry.getValue() + ": " + entry.getKey()))
                        .collect(Collectors.joining("\n"))));
    }

    /** The last lines: where the time went, how to run it again, the verdict. */
    public String verdict(Report report) {
        StringJoiner lines = new StringJoiner("\n");
        report.stopped().ifPresent(why -> lines.add(Wrap.labelled("stopped early: ", why)));
        lines.add(timings(report));
        lines.add(paint.dim(Wrap.labelled(
                "",
                "system " + report.system() + ", environment " + report.provider() + ", profile " + report.profile()
                        + ", seed " + report.seed() + " (--seed " + report.seed() + " replays)")));
        lines.add("");
        lines.add(paint.of(report.verdict(), report.verdict().name()) + "  "
                + Counts.of(report).text());
        return lines.toString();
    }

    private String timings(Report report) {
        Timings timings = report.timings();
        String waited = timings.criticalPath().stream()
                .filter(stretch -> stretch.took().compareTo(Duration.ofMillis(100)) >= 0)
                .sorted(Comparator.comparing(Stretch::took).reversed())
                .limit(LONGEST)
                .map(ConsoleWriter::stretch)
                .collect(Collectors.joining(", "));
        return paint.dim(Wrap.labelled(
                "",
                "took " + Durations.text(report.took()) + ", " + Durations.text(report.overhead())
                        + " of it beside its critical path: start " + Durations.text(timings.environment())
                        + ", steady checks " + Durations.text(timings.steady()) + ", disturbing checks "
                        + Durations.text(timings.disturbing())
                        + (waited.isEmpty() ? "" : "; longest waits: " + waited)));
    }

    private static String stretch(Stretch stretch) {
        return stretch.what() + " " + Durations.text(stretch.took());
    }
}
