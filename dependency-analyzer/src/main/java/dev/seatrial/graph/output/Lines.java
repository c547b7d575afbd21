package dev.seatrial.graph.output;

import dev.seatrial.graph.model.Edge;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One line for each pair and kind, with all that is told of it. */
record Lines(String from, String to, EdgeKind edgeKind, List<Edge> edges) {

    static List<Lines> of(Graph graph) {
        Map<String, Lines> found = new TreeMap<>();
        for (Edge edge : graph.edges()) {
            found.computeIfAbsent(
                            edge.from() + "\n" + edge.to() + "\n" + edge.kind().word(),
                            k -> new Lines(edge.from(), edge.to(), edge.kind(), new ArrayList<>()))
                    .edges()
                    .add(edge);
        }
        return List.copyOf(found.values());
    }

    String kind() {
        return edgeKind.word();
    }

    /** Whether the one that needs waits for the answer. */
    boolean waits() {
        return edgeKind.synchronous();
    }

    /** The tiers that stand behind it, as {@code declared, observed}. */
    String tiers() {
        return String.join(
                ", ",
                edges.stream().map(e -> e.tier().word()).sorted().distinct().toList());
    }
}
