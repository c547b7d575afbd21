package dev.seatrial.schema.output;

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
        int cases = bySource.size() + 1;
        out.println("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        out.println("<testsuite name=\"event schemas\" tests=\"" + cases + "\" failures=\"" + bySource.size()
                + "\" errors=\"0\" skipped=\"" + (empty ? 1 : 0) + "\">");
        bySource.forEach((source, problems) -> {
            out.println("  <testcase classname=\"events\" name=\"" + escape(source) + "\">");
            out.println(
                    "    <failure message=\"" + escape(problems.get(0).problem().toString()) + "\">");
            problems.forEach(found -> out.println(escape(
                    source + ":" + found.problem() + " [" + found.problem().schema() + "]")));
            out.println("    </failure>");
            out.println("  </testcase>");
        });
        out.println("  <testcase classname=\"events\" name=\"" + escape(tally.conforming() + " events conform") + "\">"
                + (empty ? "<skipped message=\"there was no event to judge\"/>" : "") + "</testcase>");
        out.println("</testsuite>");
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
