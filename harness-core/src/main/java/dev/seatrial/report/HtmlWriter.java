package dev.seatrial.report;

import dev.seatrial.run.CheckResult;
import dev.seatrial.run.Durations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The report as one self-contained page, see {@code report.html} for its frame. All of it can be read without scripts;
 * a script adds the filter.
 */
public final class HtmlWriter implements ReportWriter {

    private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z-]+)}}");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public String id() {
        return "html";
    }

    @Override
    public Optional<String> file() {
        return Optional.of("index.html");
    }

    @Override
    public String text(Report report) {
        Map<String, String> slots = new HashMap<>();
        slots.put("style", resource("report.css"));
        slots.put("script", resource("report.js"));
        slots.put("title", Html.text(report.system() + ": " + words(report)));
        slots.put("verdict", report.verdict().name().toLowerCase(Locale.ROOT));
        slots.put("verdict-text", Html.text(words(report)));
        slots.put("system", Html.text(report.system()));
        slots.put("summary", summary(report));
        slots.put("filters", filters(report));
        slots.put("results", results(report));
        slots.put("picture", SystemPicture.of(report).svg());
        slots.put("links", HtmlTables.links(report));
        slots.put("timeline", HtmlTables.timings(report));
        slots.put("facts", HtmlTables.facts(report, TIME.format(report.start())));
        return SLOT.matcher(resource("report.html"))
                .replaceAll(slot -> Matcher.quoteReplacement(slots.get(slot.group(1))));
    }

    private static String words(Report report) {
        return switch (report.verdict()) {
            case CONFORMS -> "Conforms";
            case INCONCLUSIVE -> "Inconclusive";
            case VIOLATES -> "Violates";
        };
    }

    private static String summary(Report report) {
        return Html.text(Counts.of(report).text() + " – environment " + report.provider() + ", profile "
                        + report.profile() + ", " + Durations.text(report.took()))
                + report.stopped()
                        .map(why -> "<p class=\"stopped\">Stopped early: " + Html.text(why) + "</p>")
                        .orElse("");
    }

    private static String filters(Report report) {
        Counts counts = Counts.of(report);
        return filter("violated", counts.violated())
                + filter("inconclusive", counts.inconclusive())
                + filter("satisfied", counts.satisfied())
                + filter("inapplicable", counts.inapplicable())
                + filter("waived", counts.waived());
    }

    private static String filter(String kind, int count) {
        return count == 0
                ? ""
                : "<button type=\"button\" class=\"chip " + kind + "\" data-kind=\"" + kind
                        + "\" aria-pressed=\"true\"><b>" + count + "</b> " + kind + "</button>";
    }

    private static String results(Report report) {
        return report.results().stream()
                .sorted(Comparator.comparingInt(Counts::rank))
                .map((CheckResult result) -> new HtmlResult(result).html())
                .collect(Collectors.joining("\n"));
    }

    private static String resource(String name) {
        try (InputStream in = HtmlWriter.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }
}
