package dev.seatrial.graph.output;

import dev.seatrial.graph.model.Comparison;
import dev.seatrial.graph.model.Component;
import dev.seatrial.graph.model.Edge;
import dev.seatrial.graph.model.Graph;
import java.util.List;
import java.util.Locale;

/** The graph to be read in a terminal of 80 columns. */
final class TextOutput {

    private static final int WIDTH = 80;

    private TextOutput() {}

    static String of(Graph graph) {
        StringBuilder text = new StringBuilder();
        text.append(Counted.of(graph.components().size(), "component")).append('\n');
        for (Component component : graph.components()) {
            line(
                    text,
                    String.format(
                            Locale.ROOT,
                            "  %-30s %s",
                            component.name(),
                            component.kind().word()));
            line(text, "      named by " + component.namedBy());
        }
        List<Lines> lines = Lines.of(graph);
        text.append('\n').append(Counted.of(lines.size(), "dependency")).append('\n');
        String from = "";
        for (Lines line : lines) {
            if (!line.from().equals(from)) {
                from = line.from();
                line(text, "  " + from);
            }
            line(text, "    -> " + line.to() + "  [" + line.kind() + ", " + line.tiers() + "]");
            for (Edge edge : line.edges()) {
                String what = (edge.method() + " " + edge.path() + " " + edge.topic())
                        .strip()
                        .replaceAll("\\s+", " ");
                line(text, "         " + edge.place() + (what.isEmpty() ? "" : "  " + what));
            }
        }
        text.append('\n')
                .append(Counted.of(graph.endpoints().size(), "endpoint"))
                .append(", ")
                .append(Counted.of(graph.outside().size(), "call"))
                .append(" to the outside\n");
        graph.outside().forEach(o -> line(text, "  " + o.from() + " -> " + o.host() + "  " + o.place()));
        section(text, "warning", graph.warnings().stream().map(Object::toString).toList());
        Comparison comparison = Comparison.of(graph);
        pairs(text, "Seen, undeclared", comparison.undeclared());
        pairs(text, "Declared, never seen", comparison.neverSeen());
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static void section(StringBuilder text, String what, List<String> rows) {
        if (!rows.isEmpty()) {
            text.append('\n').append(Counted.of(rows.size(), what)).append('\n');
            rows.forEach(r -> line(text, "  " + r));
        }
    }

    private static void pairs(StringBuilder text, String title, List<Comparison.Pair> pairs) {
        if (!pairs.isEmpty()) {
            text.append('\n').append(title).append(": ").append(pairs.size()).append('\n');
            pairs.forEach(p -> line(
                    text, "  " + p.from() + " -> " + p.to() + "  [" + p.kind().word() + "]"));
        }
    }

    /** A long line goes on below, indented; the start of a path gives way first. */
    private static void line(StringBuilder text, String line) {
        String rest = line;
        String indent = " ".repeat(line.length() - line.stripLeading().length() + 2);
        while (rest.length() > WIDTH) {
            int cut = rest.lastIndexOf(' ', WIDTH);
            if (cut <= indent.length()) {
                cut = rest.lastIndexOf('/', WIDTH - 1) + 1;
            }
            if (cut <= indent.length()) {
                cut = WIDTH;
            }
            text.append(rest.substring(0, cut).stripTrailing()).append('\n');
            rest = indent + rest.substring(cut).stripLeading();
        }
        text.append(rest).append('\n');
    }
}
