package dev.seatrial.graph.model;

import java.util.Comparator;

/**
 * One dependency: {@code from} needs {@code to}.
 *
 * @param method HTTP method, or empty where it is not known
 * @param path path template, or empty
 * @param topic topic, queue or binding, or empty
 */
public record Edge(
        String from, String to, EdgeKind kind, Tier tier, Place place, String method, String path, String topic)
        implements Comparable<Edge> {

    private static final Comparator<Edge> ORDER = Comparator.comparing(Edge::from)
            .thenComparing(Edge::to)
            .thenComparing(Edge::kind)
            .thenComparing(Edge::tier)
            .thenComparing(Edge::place)
            .thenComparing(Edge::method)
            .thenComparing(Edge::path)
            .thenComparing(Edge::topic);

    /** An edge of which no more than its kind is known. */
    public static Edge of(String from, String to, EdgeKind kind, Tier tier, Place place) {
        return new Edge(from, to, kind, tier, place, "", "", "");
    }

    @Override
    public int compareTo(Edge other) {
        return ORDER.compare(this, other);
    }
}
