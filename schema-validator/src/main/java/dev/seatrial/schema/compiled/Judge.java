package dev.seatrial.schema.compiled;

import dev.seatrial.schema.json.LimitException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges values in memory: conforms or not. One event, one thread. */
final class Judge {
    private final long most;
    private long steps;

    Judge(long most) {
        this.most = most;
    }

    /** Counts one step. */
    void step() {
        if (++steps > most) {
            throw new LimitException("judging took more than the limit of " + most + " steps (--max-steps)");
        }
    }

    /** Begins another event. */
    void restart() {
        steps = 0;
    }

    boolean allows(Node node, Object value) {
        step();
        if (node.rejects || (node.types & Types.of(value)) == 0) {
            return false;
        }
        if ((node.allowed != null && !node.allowed.contains(value))
                || (node.constant != null && !node.constant.contains(value))) {
            return false;
        }
        return allowsKind(node, value) && allowsInPlace(node, value);
    }

    private boolean allowsKind(Node node, Object value) {
        if (value instanceof String text) {
            return node.texts == null || node.texts.allow(text);
        }
        if (value instanceof Number) {
            return node.numbers == null || node.numbers.allow(value);
        }
        if (value instanceof Map<?, ?> object) {
            return node.objects == null || allowsObject(node.objects, object);
        }
        if (value instanceof List<?> array) {
            return node.arrays == null || allowsArray(node.arrays, array);
        }
        return true;
    }

    private boolean allowsInPlace(Node node, Object value) {
        for (Node part : node.allOf) {
            if (!allows(part, value)) {
                return false;
            }
        }
        if (!node.anyOf.isEmpty() && matches(node.anyOf, value, 1) == 0) {
            return false;
        }
        if (!node.oneOf.isEmpty() && matches(node.oneOf, value, 2) != 1) {
            return false;
        }
        if (node.not != null && allows(node.not, value)) {
            return false;
        }
        if (node.condition != null) {
            Node chosen = allows(node.condition, value) ? node.then : node.otherwise;
            if (chosen != null && !allows(chosen, value)) {
                return false;
            }
        }
        return node.dependent.isEmpty() || allowsDependent(node, value);
    }

    /** How many of the schemas allow a value, counted up to a number. */
    int matches(List<Node> nodes, Object value, int enough) {
        int count = 0;
        for (Node node : nodes) {
            if (allows(node, value) && ++count == enough) {
                break;
            }
        }
        return count;
    }

    private boolean allowsDependent(Node node, Object value) {
        if (value instanceof Map<?, ?> object) {
            for (Map.Entry<String, Node> entry : node.dependent.entrySet()) {
                if (object.containsKey(entry.getKey()) && !allows(entry.getValue(), value)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean allowsObject(ObjectRules rules, Map<?, ?> object) {
        if (object.size() < rules.least || object.size() > rules.most) {
            return false;
        }
        for (String name : rules.required) {
            if (!object.containsKey(name)) {
                return false;
            }
        }
        for (Map.Entry<String, List<String>> entry : rules.dependentRequired.entrySet()) {
            if (object.containsKey(entry.getKey()) && !object.keySet().containsAll(entry.getValue())) {
                return false;
            }
        }
        for (Map.Entry<?, ?> member : object.entrySet()) {
            if (!allowsMember(rules, (String) member.getKey(), member.getValue())) {
                return false;
            }
        }
        return true;
    }

    private boolean allowsMember(ObjectRules rules, String name, Object value) {
        if (rules.names != null && !allows(rules.names, name)) {
            return false;
        }
        Node declared = rules.properties.get(name);
        boolean known = declared != null;
        if (declared != null && !allows(declared, value)) {
            return false;
        }
        for (ObjectRules.Patterned patterned : rules.patterned) {
            if (patterned.pattern().finds(name)) {
                known = true;
                if (!allows(patterned.node(), value)) {
                    return false;
                }
            }
        }
        return known || rules.additional == null || allows(rules.additional, value);
    }

    private boolean allowsArray(ArrayRules rules, List<?> array) {
        int size = array.size();
        if (size < rules.least || size > rules.most || (rules.unique && !isUnique(array))) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            Node node = i < rules.prefix.size() ? rules.prefix.get(i) : rules.rest;
            if (node != null && !allows(node, array.get(i))) {
                return false;
            }
        }
        return rules.contains == null || containsEnough(rules, array);
    }

    private boolean containsEnough(ArrayRules rules, List<?> array) {
        int count = contained(rules, array);
        return count >= rules.leastContains && count <= rules.mostContains;
    }

    /** How many elements {@code contains} holds for. */
    int contained(ArrayRules rules, List<?> array) {
        Node contains = rules.contains;
        int count = 0;
        for (Object element : array) {
            if (contains != null && allows(contains, element)) {
                count++;
            }
        }
        return count;
    }

    private static boolean isUnique(List<?> array) {
        Set<Object> seen = new HashSet<>();
        for (Object element : array) {
            if (!seen.add(Values.key(element))) {
                return false;
            }
        }
        return true;
    }
}
