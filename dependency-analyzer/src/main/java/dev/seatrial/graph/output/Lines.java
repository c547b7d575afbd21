package dev.seatrial.graph.output;

import dev.seatrial.graph.model.Edge;
import dev.seatrial.graph.model.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One line for each pair and kind, with all that is told of it. */
record Lines(String from, String to, String kind, List<Edge> edges) {

    static List<Lines> of(Graph graph) {
        Map<String, Lines> found = new TreeMap<>();
        for (Edge edge : graph.edges()) {
            found.computeIfAbsent(
                            edge.from() + "\n" + edge.to() + "\n" + edge.kind().word(),
                            k -> new Lines(edge.from(), edge.to(), edge.kind().word(), new ArrayList<>()))
                    .edges()
                    .add(edge);
        }
        return List.copyOf(found.values());
    }
}
