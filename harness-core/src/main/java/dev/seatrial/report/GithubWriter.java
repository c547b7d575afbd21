package dev.seatrial.report;

import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement.Level;
import dev.seatrial.run.CheckResult;
import dev.seatrial.run.Outcomes;
import java.util.Optional;
import java.util.StringJoiner;

/** The report as workflow commands of GitHub Actions, which show as annotations of the run. */
public final class GithubWriter implements ReportWriter {

    @Override
    public String id() {
        return "github";
    }

    @Override
    public Optional<String> file() {
        return Optional.empty();
    }

    @Override
    public String text(Report report) {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        report.standing(Outcome.Violated.class).forEach(result -> lines.add(violated(result)));
        report.standing(Outcome.Inconclusive.class)
                .forEach(result -> lines.add(command("warning", result, Outcomes.text(result.outcome()))));
        lines.add("::notice title=Seatrial " + property(report.system()) + "::"
                + message(report.verdict() + ": " + Counts.of(report).text()));
        return lines.toString();
    }

    private static String violated(CheckResult result) {
        Outcome.Violated violated = (Outcome.Violated) result.outcome();
        String level = violated.level(result.requirement()) == Level.MUST ? "error" : "warning";
        StringJoiner text = new StringJoiner("\n");
        violated.findings()
                .forEach(finding -> text.add(
                        "saw " + finding.saw() + "\nexpected " + finding.expected() + "\nmend " + finding.mend()));
        return command(level, result, text.toString());
    }

    private static String command(String level, CheckResult result, String text) {
        return "::" + level + " title=" + property(result.name()) + "::" + message(text);
    }

    private static String message(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return message(text).replace(":", "%3A").replace(",", "%2C");
    }
}
