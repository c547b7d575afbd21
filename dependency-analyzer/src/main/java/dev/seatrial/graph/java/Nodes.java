package dev.seatrial.graph.java;

import com.github.javaparser.ast.DataKey;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.MethodCallExpr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes below another, in the order of {@link Node#findAll(Class)}, which walks anew for each question; here what was
 * asked once of a file, type or method stays with it.
 */
final class Nodes {

    private static final DataKey<Nodes> BELOW = new DataKey<>() {};

    private final Map<Class<?>, List<?>> byType = new HashMap<>();
    private final Map<String, List<MethodCallExpr>> calls = new HashMap<>();

    private Nodes() {}

    /** The node itself and all below it that are of a type. */
    @SuppressWarnings("unchecked") // the list was made for the type
    static <T extends Node> List<T> in(Node root, Class<T> type) {
        Map<Class<?>, List<?>> byType = kept(root).byType;
        List<?> known = byType.get(type);
        if (known == null) {
            List<Node> all = (List<Node>) byType.get(Node.class);
            known = all == null
                    ? find(root, type)
                    : all.stream().filter(type::isInstance).toList();
            byType.put(type, known);
        }
        return (List<T>) known;
    }

    /** The calls below the node of methods with this name. */
    static List<MethodCallExpr> calls(Node root, String name) {
        Nodes kept = kept(root);
        if (kept.calls.isEmpty()) {
            for (MethodCallExpr call : in(root, MethodCallExpr.class)) {
                kept.calls
                        .computeIfAbsent(call.getNameAsString(), n -> new ArrayList<>(1))
                        .add(call);
            }
        }
        return kept.calls.getOrDefault(name, List.of());
    }

    private static Nodes kept(Node root) {
        if (!root.containsData(BELOW)) {
            root.setData(BELOW, new Nodes());
        }
        return root.getData(BELOW);
    }

    private static <T extends Node> List<T> find(Node root, Class<T> type) {
        ArrayList<T> found = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (type.isInstance(node)) {
                found.add(type.cast(node));
            }
            List<Node> children = node.getChildNodes();
            for (int i = children.size() - 1; i >= 0; i--) {
                open.push(children.get(i));
            }
        }
        found.trimToSize();
        return found;
    }
}
