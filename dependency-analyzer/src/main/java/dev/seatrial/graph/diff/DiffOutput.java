package dev.seatrial.graph.diff;

import dev.seatrial.graph.config.JsonText;
import dev.seatrial.graph.diff.GraphChanges.Dependency;
import dev.seatrial.graph.output.Counted;
import dev.seatrial.graph.rules.Findings;
import dev.seatrial.graph.rules.Judgement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Changes and their judgement, as text, JSON and Markdown. */
public final class DiffOutput {

    private DiffOutput() {}

    /** For a terminal. */
    public static String text(GraphChanges changes, Judgement judgement) {
        StringBuilder text = new StringBuilder(changes.isEmpty() ? "No component or dependency came or went.\n" : "");
        changes.addedComponents().forEach(c -> text.append("+ ").append(c).append('\n'));
        changes.removedComponents().forEach(c -> text.append("- ").append(c).append('\n'));
        changes.addedDependencies()
                .forEach(d -> text.append("+ ")
                        .append(d)
                        .append("  ")
                        .append(d.first().place())
                        .append('\n'));
        changes.removedDependencies().forEach(d -> text.append("- ").append(d).append('\n'));
        String findings = Findings.text(judgement);
        text.append(findings.isEmpty() ? "" : "\n" + findings.stripTrailing() + "\n");
        text.append('\n').append(verdict(judgement)).append('\n');
        return text.toString();
    }

    /** For a pull request. */
    public static String markdown(GraphChanges changes, Judgement judgement) {
        StringBuilder text = new StringBuilder("### Dependency graph\n\n");
        text.append(verdict(judgement)).append("\n\n").append(Findings.markdown(judgement));
        if (changes.isEmpty()) {
            return text.append("\nNo component or dependency came or went.\n").toString();
        }
        text.append("\n| | component or dependency | where |\n| --- | --- | --- |\n");
        changes.addedComponents().forEach(c -> row(text, "+", c, ""));
        changes.removedComponents().forEach(c -> row(text, "−", c, ""));
        changes.addedDependencies()
                .forEach(d -> row(text, "+", d.toString(), d.first().place().toString()));
        changes.removedDependencies().forEach(d -> row(text, "−", d.toString(), ""));
        return text.toString();
    }

    private static void row(StringBuilder text, String sign, String what, String where) {
        text.append("| ")
                .append(sign)
                .append(" | ")
                .append(Findings.cell(what))
                .append(" | ")
                .append(Findings.cell(where))
                .append(" |\n");
    }

    /** For programs. */
    public static String json(GraphChanges changes, Judgement judgement) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("version", 1);
        root.put("addedComponents", changes.addedComponents());
        root.put("removedComponents", changes.removedComponents());
        root.put("addedDependencies", rows(changes.addedDependencies()));
        root.put("removedDependencies", rows(changes.removedDependencies()));
        root.put("findings", Findings.values(judgement));
        return JsonText.pretty(root);
    }

    private static List<Object> rows(List<Dependency> dependencies) {
        List<Object> rows = new ArrayList<>();
        for (Dependency dependency : dependencies) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("from", dependency.from());
            row.put("to", dependency.to());
            row.put("kind", dependency.kind().word());
            row.put("file", dependency.first().place().file());
            row.put("line", dependency.first().place().line());
            rows.add(row);
        }
        return rows;
    }

    /** One sentence. */
    public static String verdict(Judgement judgement) {
        return judgement.open().isEmpty()
                ? "Conforms: nothing new breaks a rule."
                : "Violates: " + Counted.of(judgement.open().size(), "new finding") + ".";
    }
}
