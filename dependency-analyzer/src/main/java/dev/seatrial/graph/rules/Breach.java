package dev.seatrial.graph.rules;

import dev.seatrial.graph.model.Edge;
import java.util.Comparator;
import java.util.List;

/**
 * One rule that a graph does not keep.
 *
 * @param subject what does not keep it, spelled as an allow file names it: {@code a -> b -> a}, {@code db: a, b}
 * @param edges the dependencies that make it, in order
 */
public record Breach(GraphRule rule, String subject, List<Edge> edges) implements Comparable<Breach> {

    private static final Comparator<Breach> ORDER =
            Comparator.comparing(Breach::rule).thenComparing(Breach::subject);

    public Breach {
        edges = List.copyOf(edges);
    }

    @Override
    public int compareTo(Breach other) {
        return ORDER.compare(this, other);
    }
}
