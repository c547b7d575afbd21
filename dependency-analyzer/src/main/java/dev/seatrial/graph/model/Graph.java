package dev.seatrial.graph.model;

import java.util.Comparator;
import java.util.List;

/**
 * The dependencies of a system, in a stable order: same files, same graph.
 *
 * @param observedIn the names of the traces and ledgers that were merged in; empty where only files were read
 */
public record Graph(
        List<Component> components,
        List<Edge> edges,
        List<Endpoint> endpoints,
        List<Outside> outside,
        List<Warning> warnings,
        List<String> observedIn) {

    /** Sorts and removes what is said twice. */
    public Graph {
        components = components.stream()
                .sorted(Comparator.comparing(Component::name))
                .distinct()
                .toList();
        edges = edges.stream().sorted().distinct().toList();
        endpoints = endpoints.stream().sorted().distinct().toList();
        outside = outside.stream().sorted().distinct().toList();
        warnings = warnings.stream().sorted().distinct().toList();
        observedIn = observedIn.stream().sorted().distinct().toList();
    }

    /** A graph of files alone. */
    public Graph(
            List<Component> components,
            List<Edge> edges,
            List<Endpoint> endpoints,
            List<Outside> outside,
            List<Warning> warnings) {
        this(components, edges, endpoints, outside, warnings, List.of());
    }
}
