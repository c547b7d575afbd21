package dev.seatrial.graph.diff;

import dev.seatrial.graph.model.Component;
import dev.seatrial.graph.model.Edge;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Graph;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What came and what went. A dependency that merely moved to another line did neither. */
public record GraphChanges(
        List<String> addedComponents,
        List<String> removedComponents,
        List<Dependency> addedDependencies,
        List<Dependency> removedDependencies) {

    /**
     * One component that needs another.
     *
     * @param first the first edge that says so
     */
    public record Dependency(String from, String to, EdgeKind kind, Edge first) {

        @Override
        public String toString() {
            return from + " -> " + to + " [" + kind.word() + "]";
        }
    }

    /** Compares two graphs. */
    public static GraphChanges between(Graph old, Graph now) {
        return new GraphChanges(
                only(names(now), names(old)),
                only(names(old), names(now)),
                missing(dependencies(now), dependencies(old)),
                missing(dependencies(old), dependencies(now)));
    }

    /** Whether nothing came or went. */
    public boolean isEmpty() {
        return addedComponents.isEmpty()
                && removedComponents.isEmpty()
                && addedDependencies.isEmpty()
                && removedDependencies.isEmpty();
    }

    private static TreeSet<String> names(Graph graph) {
        return new TreeSet<>(graph.components().stream().map(Component::name).toList());
    }

    private static List<String> only(TreeSet<String> names, TreeSet<String> others) {
        return names.stream().filter(n -> !others.contains(n)).toList();
    }

    private static Map<String, Dependency> dependencies(Graph graph) {
        Map<String, Dependency> found = new TreeMap<>();
        for (Edge edge : graph.edges()) {
            Dependency dependency = new Dependency(edge.from(), edge.to(), edge.kind(), edge);
            found.putIfAbsent(dependency.toString(), dependency);
        }
        return found;
    }

    private static List<Dependency> missing(Map<String, Dependency> from, Map<String, Dependency> in) {
        return from.entrySet().stream()
                .filter(e -> !in.containsKey(e.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
