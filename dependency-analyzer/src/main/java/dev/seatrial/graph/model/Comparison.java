package dev.seatrial.graph.model;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the files tell against what was seen.
 *
 * @param neverSeen told by the files, not seen; only of families of which something was seen at all
 * @param undeclared seen, told by no file
 */
public record Comparison(List<Pair> neverSeen, List<Pair> undeclared) {

    /** One component that needs another. */
    public record Pair(String from, String to, EdgeKind kind) implements Comparable<Pair> {

        @Override
        public int compareTo(Pair other) {
            int byFrom = from.compareTo(other.from);
            int byTo = byFrom != 0 ? byFrom : to.compareTo(other.to);
            return byTo != 0 ? byTo : kind.compareTo(other.kind);
        }
    }

    private enum Family {
        CALL,
        EVENT,
        STORE,
        BACKGROUND
    }

    private record Key(String from, String to, Family family) {}

    /** Compares; gives nothing for a graph into which nothing observed was merged. */
    public static Comparison of(Graph graph) {
        Set<Key> told = new HashSet<>();
        Set<Key> seen = new HashSet<>();
        Set<Family> families = EnumSet.noneOf(Family.class);
        for (Edge edge : graph.edges()) {
            boolean observed = edge.tier() == Tier.OBSERVED;
            (observed ? seen : told).add(key(edge));
            if (observed) {
                families.add(family(edge.kind()));
            }
        }
        Set<Pair> neverSeen = new TreeSet<>();
        Set<Pair> undeclared = new TreeSet<>();
        for (Edge edge : graph.edges()) {
            Pair pair = new Pair(edge.from(), edge.to(), edge.kind());
            if (edge.tier() == Tier.OBSERVED) {
                if (!told.contains(key(edge)) && !background(edge, told)) {
                    undeclared.add(pair);
                }
            } else if (families.contains(family(edge.kind())) && !seen.contains(key(edge))) {
                neverSeen.add(pair);
            }
        }
        return new Comparison(List.copyOf(neverSeen), List.copyOf(undeclared));
    }

    /** A request to a configuration server looks like any other call in a trace. */
    private static boolean background(Edge edge, Set<Key> told) {
        return told.contains(new Key(edge.from(), edge.to(), Family.BACKGROUND));
    }

    private static Key key(Edge edge) {
        return new Key(edge.from(), edge.to(), family(edge.kind()));
    }

    private static Family family(EdgeKind kind) {
        return switch (kind) {
            case HTTP, GRPC, GATEWAY, AUTHORIZATION -> Family.CALL;
            case EVENT -> Family.EVENT;
            case DATA_STORE -> Family.STORE;
            default -> Family.BACKGROUND;
        };
    }
}
