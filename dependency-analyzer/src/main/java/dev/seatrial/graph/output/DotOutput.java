package dev.seatrial.graph.output;

import dev.seatrial.graph.model.Component;
import dev.seatrial.graph.model.Graph;

/**
 * The graph in the language of Graphviz.
 *
 * @see <a href="https://graphviz.org/doc/info/lang.html">DOT Language</a>
 */
final class DotOutput {

    private DotOutput() {}

    static String of(Graph graph) {
        StringBuilder text = new StringBuilder("digraph system {\n  rankdir=LR;\n  node [shape=box];\n");
        for (Component component : graph.components()) {
            String shape = switch (component.kind()) {
                case DATABASE -> " [shape=cylinder]";
                case BROKER -> " [shape=hexagon]";
                case GATEWAY -> " [shape=house]";
                default -> "";
            };
            text.append("  ").append(quoted(component.name())).append(shape).append(";\n");
        }
        for (Lines line : Lines.of(graph)) {
            String style = line.waits() ? "" : ", style=dashed";
            text.append("  ")
                    .append(quoted(line.from()))
                    .append(" -> ")
                    .append(quoted(line.to()))
                    .append(" [label=")
                    .append(quoted(line.kind()))
                    .append(style)
                    .append("];\n");
        }
        return text.append("}\n").toString();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
