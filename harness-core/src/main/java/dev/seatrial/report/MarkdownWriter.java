package dev.seatrial.report;

import dev.seatrial.check.Finding;
import dev.seatrial.check.Outcome;
import dev.seatrial.run.CheckResult;
import dev.seatrial.run.Durations;
import dev.seatrial.run.Outcomes;
import java.util.Optional;
import java.util.StringJoiner;

/** The report as Markdown, for the summary of a CI job or a comment on a pull request. */
public final class MarkdownWriter implements ReportWriter {

    @Override
    public String id() {
        return "markdown";
    }

    @Override
    public Optional<String> file() {
        return Optional.of("summary.md");
    }

    @Override
    public String text(Report report) {
        StringJoiner text = new StringJoiner("\n\n", "", "\n");
        text.add("## Seatrial: " + escaped(report.system()) + " – "
                + report.verdict().name());
        text.add(Counts.of(report).text() + " · environment " + escaped(report.provider()) + " · profile "
                + escaped(report.profile()) + " · " + Durations.text(report.took()) + " · seed " + report.seed());
        report.stopped().ifPresent(why -> text.add("Stopped early: " + escaped(why)));
        report.standing(Outcome.Violated.class).forEach(result -> text.add(violated(result)));
        table(report).ifPresent(text::add);
        return text.toString();
    }

    private static String violated(CheckResult result) {
        StringJoiner text = new StringJoiner("\n\n");
        text.add("### " + escaped(result.name()) + "\n"
                + escaped(result.requirement().title()));
        for (Finding finding : ((Outcome.Violated) result.outcome()).findings()) {
            text.add("- **did** " + escaped(finding.did()) + "\n- **saw** " + escaped(finding.saw())
                    + "\n- **expected** " + escaped(finding.expected()) + "\n- **mend** " + escaped(finding.mend())
                    + (finding.replay().isEmpty() ? "" : "\n\n" + fenced(finding.replay())));
        }
        return text.toString();
    }

    private static Optional<String> table(Report report) {
        StringJoiner rows = new StringJoiner("\n");
        report.standing(Outcome.Inconclusive.class).forEach(result -> rows.add(row(result, "inconclusive", "")));
        report.waived()
                .forEach(result -> rows.add(row(
                        result,
                        "waived",
                        " (until " + result.waiver().orElseThrow().expires() + ": "
                                + result.waiver().orElseThrow().reason() + ")")));
        return rows.length() == 0 ? Optional.empty() : Optional.of("| | check | why |\n| --- | --- | --- |\n" + rows);
    }

    private static String row(CheckResult result, String what, String more) {
        return "| " + what + " | " + cell(result.name()) + " | " + cell(Outcomes.detail(result.outcome()) + more)
                + " |";
    }

    private static String cell(String text) {
        return escaped(text).replace("|", "\\|").replace("\n", " ");
    }

    /** A service may answer anything: its text must stay text. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\\", "\\\\")
                .replaceAll("([`*_\\[\\]#@])", "\\\\$1")
                .replace("\n", "\n  ");
    }

    private static String fenced(String command) {
        String fence = "```";
        while (command.contains(fence)) {
            fence += "`";
        }
        return fence + "sh\n" + command + "\n" + fence;
    }
}
