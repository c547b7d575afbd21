package dev.seatrial.schema.output;

import dev.seatrial.schema.SchemaProblem;
import dev.seatrial.schema.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The findings as one JSON object. */
final class JsonReport {
    private JsonReport() {}

    static String of(Tally tally) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("verdict", tally.verdict());
        report.put("exitCode", (long) tally.exitCode());
        report.put("events", tally.events());
        report.put("conforming", tally.conforming());
        report.put("violating", tally.violating());
        report.put("unreadable", tally.unreadable());
        report.put("problemsInAll", tally.problems());
        report.put("problems", tally.found().stream().map(JsonReport::problem).toList());
        return JsonText.of(report);
    }

    private static Map<String, Object> problem(Found found) {
        SchemaProblem problem = found.problem();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("source", found.source());
        all.put("line", (long) problem.position().line());
        all.put("column", (long) problem.position().column());
        all.put("kind", problem.kind().name().toLowerCase(Locale.ROOT));
        all.put("pointer", problem.pointer());
        all.put("keyword", problem.keyword());
        all.put("schema", problem.schema());
        all.put("message", problem.message());
        all.put("expected", problem.expected());
        return all;
    }
}
