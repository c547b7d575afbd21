package dev.seatrial.graph.output;

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
        text.append(
                String.format(Locale.ROOT, "%d components%n", graph.components().size()));
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
        text.append(String.format(Locale.ROOT, "%n%d dependencies%n", lines.size()));
        String from = "";
        for (Lines line : lines) {
            if (!line.from().equals(from)) {
                from = line.from();
                line(text, "  " + from);
            }
            Edge first = line.edges().get(0);
            String inferred = line.edges().stream().allMatch(e -> e.tier() == first.tier())
                    ? first.tier().word()
                    : "declared";
            line(text, "    -> " + line.to() + "  [" + line.kind() + ", " + inferred + "]");
            for (Edge edge : line.edges()) {
                String what = (edge.method() + " " + edge.path() + " " + edge.topic())
                        .strip()
                        .replaceAll("\\s+", " ");
                line(text, "         " + edge.place() + (what.isEmpty() ? "" : "  " + what));
            }
        }
        text.append(String.format(
                Locale.ROOT,
                "%n%d endpoints, %d calls to the outside%n",
                graph.endpoints().size(),
                graph.outside().size()));
        graph.outside().forEach(o -> line(text, "  " + o.from() + " -> " + o.host() + "  " + o.place()));
        if (!graph.warnings().isEmpty()) {
            text.append(String.format(
                    Locale.ROOT, "%n%d warnings%n", graph.warnings().size()));
            graph.warnings().forEach(w -> line(text, "  " + w));
        }
        return text.toString().replace(System.lineSeparator(), "\n");
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
