package dev.seatrial.schema.compiled;

import dev.seatrial.schema.json.LimitException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How an object is judged while it is read: every name that matters by number, what is required as bits. */
final class StreamPlan {
    private static final int MOST_NAMES = 64;

    final NameTable table;
    final Node[] members;
    final long required;
    final long[] triggers;
    final long[] triggered;
    final List<ObjectRules.Patterned> patterned;
    final @Nullable Node additional;
    final @Nullable Node names;
    final int least;
    final int most;

    private StreamPlan(List<String> all, Node[] members, ObjectRules rules) {
        this.table = new NameTable(all);
        this.members = members;
        this.required = bits(all, rules.required);
        this.triggers = new long[rules.dependentRequired.size()];
        this.triggered = new long[triggers.length];
        int i = 0;
        for (Map.Entry<String, List<String>> entry : rules.dependentRequired.entrySet()) {
            triggers[i] = bits(all, List.of(entry.getKey()));
            triggered[i++] = bits(all, entry.getValue());
        }
        this.patterned = List.copyOf(rules.patterned);
        this.additional = rules.additional;
        this.names = rules.names;
        this.least = rules.least;
        this.most = rules.most;
    }

    private static long bits(List<String> all, List<String> names) {
        long bits = 0;
        for (String name : names) {
            bits |= 1L << all.indexOf(name);
        }
        return bits;
    }

    /** Whether what the members that are there ask for is there as well. */
    boolean hasDependents(long seen) {
        for (int i = 0; i < triggers.length; i++) {
            if ((triggers[i] & seen) != 0 && (triggered[i] & ~seen) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The plan of an object's rules, or nothing when it must be judged in memory. */
    static @Nullable StreamPlan of(Node node, ObjectRules rules, Node anything) {
        Set<String> names = new LinkedHashSet<>(rules.properties.keySet());
        names.addAll(rules.required);
        for (Map.Entry<String, List<String>> entry : rules.dependentRequired.entrySet()) {
            names.add(entry.getKey());
            names.addAll(entry.getValue());
        }
        List<String> all = new ArrayList<>(names);
        if (all.size() > MOST_NAMES || !areAllowed(rules.names, all)) {
            return null;
        }
        Node[] members = new Node[all.size()];
        for (int i = 0; i < members.length; i++) {
            members[i] = member(node, rules, all.get(i), anything);
        }
        return new StreamPlan(all, members, rules);
    }

    /** Whether the known names pass {@code propertyNames}, so that only others need to be looked at. */
    private static boolean areAllowed(@Nullable Node names, List<String> all) {
        if (names == null) {
            return true;
        }
        Judge judge = new Judge(10_000);
        try {
            for (String name : all) {
                if (!judge.allows(names, name)) {
                    return false;
                }
            }
            return true;
        } catch (LimitException e) {
            return false;
        }
    }

    /** What a member of a known name must be: all that applies to it. */
    private static Node member(Node node, ObjectRules rules, String name, Node anything) {
        List<Node> applies = new ArrayList<>();
        Node declared = rules.properties.get(name);
        if (declared != null) {
            applies.add(declared);
        }
        for (ObjectRules.Patterned patterned : rules.patterned) {
            if (patterned.pattern().finds(name)) {
                applies.add(patterned.node());
            }
        }
        if (applies.isEmpty()) {
            return rules.additional == null ? anything : rules.additional;
        }
        if (applies.size() == 1) {
            return applies.get(0);
        }
        Node both = new Node(node.place);
        both.allOf.addAll(applies);
        both.stream = anything.stream;
        both.again = true;
        both.bare = true;
        return both;
    }
}
