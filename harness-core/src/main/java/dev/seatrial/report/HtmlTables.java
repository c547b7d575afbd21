package dev.seatrial.report;

import dev.seatrial.report.Timings.Stretch;
import dev.seatrial.run.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The parts of the page that are not about one result: links, times, facts. */
final class HtmlTables {

    private HtmlTables() {}

    static String links(Report report) {
        return report.links().stream()
                .map(link -> "<tr><th scope=\"row\"><span class=\"dot " + SystemPicture.state(link) + "\"></span>"
                        + Html.text(link.consumer()) + " → " + Html.text(link.provider()) + "</th><td>"
                        + (link.requests() > 0 ? link.requests() + " requests" : link.connections() + " connections")
                        + "</td><td>" + statuses(link) + "</td><td>" + count(link.failed())
                        + "</td><td>" + count(link.disturbed()) + "</td><td>"
                        + (link.faulted() == 0
                                ? "–"
                                : link.faulted() + " (" + Html.text(String.join(", ", link.faults())) + ")")
                        + "</td><td>" + link.median().map(Durations::text).orElse("–") + "</td><td>"
                        + link.p95().map(Durations::text).orElse("–") + "</td></tr>")
                .collect(Collectors.joining("\n"));
    }

    private static String count(long count) {
        return count == 0 ? "–" : Long.toString(count);
    }

    private static String statuses(LinkSummary link) {
        String text = link.statuses().entrySet().stream()
                .map(entry -> entry.getValue() + " × " + entry.getKey())
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "–" : Html.text(text);
    }

    static String timings(Report report) {
        Duration whole = report.took();
        List<Stretch> path = report.timings().criticalPath();
        String phases = phase("Start", report.timings().environment(), whole)
                + phase("Steady checks", report.timings().steady(), whole)
                + phase("Disturbing checks", report.timings().disturbing(), whole);
        String rows = path.stream()
                .map(stretch -> "<li><span class=\"what\">" + Html.text(stretch.what()) + "</span><span class=\"bar\">"
                        + "<i style=\"margin-left:" + percent(stretch.from(), whole) + "%;width:"
                        + percent(stretch.took(), whole) + "%\"></i></span><span class=\"took\">"
                        + Html.text(Durations.text(stretch.took())) + "</span></li>")
                .collect(Collectors.joining());
        return "<div class=\"phases\">" + phases + "</div>"
                + (path.isEmpty()
                        ? ""
                        : "<h3>What the whole waited for</h3><ol class=\"path\">" + rows + "</ol><p>"
                                + Html.text("Beside this path: " + Durations.text(report.overhead()) + ", "
                                        + Math.round(share(report.overhead(), whole)) + " % of the whole.")
                                + "</p>");
    }

    private static String phase(String name, Duration took, Duration whole) {
        return took.isZero()
                ? ""
                : "<div style=\"flex-grow:" + Math.max(1, Math.round(Double.parseDouble(percent(took, whole))))
                        + "\"><span>" + name + "</span><b>" + Html.text(Durations.text(took)) + "</b></div>";
    }

    private static String percent(Duration part, Duration whole) {
        return String.format(Locale.ROOT, "%.1f", Math.max(0.2, Math.min(100, share(part, whole))));
    }

    private static double share(Duration part, Duration whole) {
        return whole.isZero() ? 0 : 100.0 * part.toNanos() / whole.toNanos();
    }

    static String facts(Report report, String start) {
        StringBuilder facts = new StringBuilder();
        facts.append(fact("System", report.system()))
                .append(fact("Environment", report.provider()))
                .append(fact("Profile", report.profile()))
                .append(fact("Seed", report.seed() + " (--seed " + report.seed() + " replays)"))
                .append(fact("Started", start))
                .append(fact("Took", Durations.text(report.took())))
                .append(fact("Seatrial", report.tool()));
        report.unusedWaivers()
                .forEach(waiver -> facts.append(fact(
                        "Unused waiver",
                        waiver.requirement() + " for " + waiver.subject() + " covered nothing; take it out")));
        return facts.toString();
    }

    private static String fact(String name, String value) {
        return "<div><dt>" + name + "</dt><dd>" + Html.text(value) + "</dd></div>";
    }
}
