package dev.seatrial.schema.compiled;

import dev.seatrial.schema.document.BadSchemaException;
import dev.seatrial.schema.document.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes over compiled schemas once: refuses those that judge a value by itself without end, plans those that can be streamed. */
final class StreamPlanner {
    private final Node anything;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    StreamPlanner(Place root) {
        this.anything = new Node(root);
        anything.stream = StreamPlan.of(anything, new ObjectRules(), anything);
    }

    /** The schema that allows everything. */
    Node anything() {
        return anything;
    }

    void plan(Node root) {
        List<Node> rest = new ArrayList<>(List.of(root));
        Set<Node> harmless = new HashSet<>();
        while (!rest.isEmpty()) {
            Node node = rest.remove(rest.size() - 1);
            if (seen.add(node)) {
                refuseLoop(node, new HashSet<>(), harmless);
                decide(node);
                rest.addAll(below(node));
            }
        }
    }

    private static void refuseLoop(Node node, Set<Node> open, Set<Node> harmless) {
        if (harmless.contains(node)) {
            return;
        }
        if (!open.add(node)) {
            throw new BadSchemaException(
                    List.of(node.place.flaw("", "the schema refers to itself for the same value, without end")));
        }
        for (Node part : node.inPlace()) {
            refuseLoop(part, open, harmless);
        }
        open.remove(node);
        harmless.add(node);
    }

    private void decide(Node node) {
        boolean values = (node.allowed == null || node.allowed.isScalar())
                && (node.constant == null || node.constant.isScalar());
        boolean arrays = node.arrays == null || (!node.arrays.unique && node.arrays.contains == null);
        node.stream = node.objects == null ? anything.stream : StreamPlan.of(node, node.objects, anything);
        node.needsTree = !node.dependent.isEmpty() || !values || !arrays || node.stream == null;
        node.bare = node.types == Types.ALL
                && !node.rejects
                && node.allowed == null
                && node.constant == null
                && node.numbers == null
                && node.texts == null
                && node.objects == null
                && node.arrays == null
                && !(node.allOf.isEmpty() && node.anyOf.isEmpty() && node.oneOf.isEmpty());
        node.again = node.needsTree || !node.inPlace().isEmpty();
    }

    private static List<Node> below(Node node) {
        List<@Nullable Node> all = new ArrayList<>(node.inPlace());
        if (node.objects != null) {
            all.addAll(node.objects.properties.values());
            for (ObjectRules.Patterned patterned : node.objects.patterned) {
                all.add(patterned.node());
            }
            all.add(node.objects.additional);
            all.add(node.objects.names);
        }
        if (node.arrays != null) {
            all.addAll(node.arrays.prefix);
            all.add(node.arrays.rest);
            all.add(node.arrays.contains);
        }
        List<Node> present = new ArrayList<>();
        for (Node part : all) {
            if (part != null) {
                present.add(part);
            }
        }
        return present;
    }
}
