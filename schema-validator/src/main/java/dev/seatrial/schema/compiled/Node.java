package dev.seatrial.schema.compiled;

import dev.seatrial.schema.document.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One compiled schema. Filled by {@link Compiler}, then never changed. */
final class Node {
    final Place place;
    boolean rejects;
    int types = Types.ALL;

    @Nullable
    Values allowed;

    @Nullable
    Values constant;

    @Nullable
    NumberRules numbers;

    @Nullable
    TextRules texts;

    @Nullable
    ObjectRules objects;

    @Nullable
    ArrayRules arrays;

    final List<Node> allOf = new ArrayList<>();
    List<Node> anyOf = List.of();
    List<Node> oneOf = List.of();

    @Nullable
    Node not;

    @Nullable
    Node condition;

    @Nullable
    Node then;

    @Nullable
    Node otherwise;

    final Map<String, Node> dependent = new LinkedHashMap<>();

    @Nullable
    StreamPlan stream;

    /** Whether its rules need the value as a whole, in memory. */
    boolean needsTree;

    /** Whether more than its own rules judge the value while it is passed. */
    boolean again;

    /** Whether it says nothing itself, and leaves all to schemas of which one must hold. */
    boolean bare;

    Node(Place place) {
        this.place = place;
    }

    /** Every schema that judges the same value. */
    List<Node> inPlace() {
        List<Node> all = new ArrayList<>(allOf);
        all.addAll(anyOf);
        all.addAll(oneOf);
        all.addAll(dependent.values());
        for (Node node : new Node[] {not, condition, then, otherwise}) {
            if (node != null) {
                all.add(node);
            }
        }
        return all;
    }
}
