package dev.seatrial.schema.output;

import dev.seatrial.schema.SchemaProblem;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The findings as JUnit XML: a test case a source that failed, one for all events that conform. */
final class JunitReport {
    private JunitReport() {}

    static void write(Tally tally, PrintStream out) {
        Map<String, List<Found>> bySource = new LinkedHashMap<>();
        tally.found()
                .forEach(found -> bySource.computeIfAbsent(found.source(), s -> new ArrayList<>())
                        .add(found));
        boolean empty = tally.events() == 0 && tally.unreadable() == 0;
        int cases = bySource.size() + (tally.conforming() > 0 || bySource.isEmpty() ? 1 : 0);
        long errors =
                bySource.values().stream().filter(JunitReport::isUnreadable).count();
        out.println("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        out.println("<testsuite name=\"event schemas\" tests=\"" + cases + "\" failures=\"" + (bySource.size() - errors)
                + "\" errors=\"" + errors + "\" skipped=\"" + (empty ? 1 : 0) + "\">");
        bySource.forEach((source, problems) -> {
            out.println("  <testcase classname=\"events\" name=\"" + escape(source) + "\">");
            String kind = isUnreadable(problems) ? "error" : "failure";
            out.println("    <" + kind + " message=\""
                    + escape(problems.get(0).problem().toString()) + "\">");
            problems.forEach(found -> out.println(escape(
                    source + ":" + found.problem() + " [" + found.problem().schema() + "]")));
            out.println("    </" + kind + ">");
            out.println("  </testcase>");
        });
        if (cases > bySource.size()) {
            String name = tally.conforming() + (tally.conforming() == 1 ? " event conforms" : " events conform");
            out.println("  <testcase classname=\"events\" name=\"" + name + "\">"
                    + (empty ? "<skipped message=\"there was no event to judge\"/>" : "") + "</testcase>");
        }
        out.println("</testsuite>");
    }

    /** Whether a source could not be judged to its end, which is worse than a violation. */
    private static boolean isUnreadable(List<Found> problems) {
        return problems.stream().anyMatch(found -> found.problem().kind() == SchemaProblem.Kind.UNREADABLE);
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> {
                    boolean legal =
                            c == '\t' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c > 0xFFFF;
                    out.appendCodePoint(legal ? c : '?');
                }
            }
        });
        return out.toString();
    }
}
