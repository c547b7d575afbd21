package dev.seatrial.graph.output;

import dev.seatrial.graph.model.Component;
import dev.seatrial.graph.model.Graph;
import java.util.HashMap;
import java.util.Map;

/**
 * The graph as a Mermaid flowchart.
 *
 * @see <a href="https://mermaid.js.org/syntax/flowchart.html">Mermaid: Flowcharts</a>
 */
final class MermaidOutput {

    private MermaidOutput() {}

    static String of(Graph graph) {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        Map<String, String> ids = new HashMap<>();
        for (Component component : graph.components()) {
            String id = "n" + ids.size();
            ids.put(component.name(), id);
            String label = "\"" + component.name().replace("\"", "#quot;") + "\"";
            text.append("  ").append(id);
            text.append(
                    switch (component.kind()) {
                        case DATABASE -> "[(" + label + ")]";
                        case BROKER -> "{{" + label + "}}";
                        case GATEWAY -> "[/" + label + "/]";
                        default -> "[" + label + "]";
                    });
            text.append('\n');
        }
        for (Lines line : Lines.of(graph)) {
            String arrow = line.waits() ? " -->|" : " -.->|";
            text.append("  ")
                    .append(ids.get(line.from()))
                    .append(arrow)
                    .append(line.kind())
                    .append("| ")
                    .append(ids.get(line.to()))
                    .append('\n');
        }
        return text.toString();
    }
}
