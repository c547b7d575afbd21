package dev.seatrial.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Places the nodes of a picture in columns so that few lines cross, after Sugiyama: a line that passes a column has a
 * place of its own there, and each column is sorted by the middle of what its nodes are joined with.
 */
final class Layers {

    private static final int SWEEPS = 8;
    private static final double PASSING = 0.4;

    /**
     * A node, or the place where a line passes a column.
     *
     * @param size in rows
     */
    record Node(String name, int column, double size) {}

    private final Map<Integer, List<Node>> columns = new TreeMap<>();
    private final Map<Node, List<Node>> joined = new HashMap<>();
    private final Map<Node, Double> middles = new HashMap<>();

    void add(String name, int column) {
        add(new Node(name, column, 1));
    }

    private Node add(Node node) {
        columns.computeIfAbsent(node.column(), c -> new ArrayList<>()).add(node);
        return node;
    }

    /** Joins two nodes; gives the places between them where the line passes columns, from left to right. */
    List<Node> join(String from, int fromColumn, String to, int toColumn) {
        List<Node> passed = new ArrayList<>();
        Node last = new Node(from, fromColumn, 1);
        for (int column = fromColumn + 1; column < toColumn; column++) {
            Node next = add(new Node(from + " -> " + to, column, PASSING));
            link(last, next);
            passed.add(next);
            last = next;
        }
        link(last, new Node(to, toColumn, 1));
        return passed;
    }

    private void link(Node a, Node b) {
        joined.computeIfAbsent(a, n -> new ArrayList<>()).add(b);
        joined.computeIfAbsent(b, n -> new ArrayList<>()).add(a);
    }

    /** Sorts and places; afterwards {@link #middle} can be asked. */
    void settle() {
        columns.values().forEach(this::stack);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            int direction = sweep % 2 == 0 ? -1 : 1;
            for (List<Node> column : columns.values()) {
                Map<Node, Double> pull = new HashMap<>();
                column.forEach(node -> pull.put(node, pull(node, direction)));
                column.sort(Comparator.comparingDouble(node -> pull.getOrDefault(node, 0.0)));
                stack(column);
            }
        }
    }

    private double pull(Node node, int direction) {
        return joined.getOrDefault(node, List.of()).stream()
                .filter(other -> other.column() == node.column() + direction)
                .mapToDouble(this::middle)
                .average()
                .orElseGet(() -> middle(node));
    }

    private void stack(List<Node> column) {
        double at = (rows() - rows(column)) / 2;
        for (Node node : column) {
            middles.put(node, at + node.size() / 2);
            at += node.size();
        }
    }

    /** The height of the highest column, in rows. */
    double rows() {
        return columns.values().stream().mapToDouble(Layers::rows).max().orElse(1);
    }

    private static double rows(List<Node> column) {
        return column.stream().mapToDouble(Node::size).sum();
    }

    /** Where the middle of a node is, in rows from the top. */
    double middle(Node node) {
        return middles.getOrDefault(node, 0.5);
    }
}
