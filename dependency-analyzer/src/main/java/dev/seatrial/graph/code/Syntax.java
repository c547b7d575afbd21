package dev.seatrial.graph.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.treesitter.TSNode;
import org.treesitter.TSParser;

/** A node of a parsed text. */
final class Syntax {

    /**
     * The binding's own functions. Its methods on nodes ask each time whether the node is one, which costs as much as the
     * question itself, as every call of a function looks up the six fields of a node by their names; half of the time of
     * reading a large system went there.
     */
    private abstract static class Ask extends TSParser {

        static String type(TSNode node) {
            return ts_node_type(node);
        }

        static String text(TSNode node, String source) {
            return source.substring(ts_node_start_byte(node) / 2, ts_node_end_byte(node) / 2);
        }

        static TSNode field(TSNode node, String name) {
            return ts_node_child_by_field_name(node, name);
        }

        static int namedCount(TSNode node) {
            return ts_node_named_child_count(node);
        }

        static TSNode named(TSNode node, int index) {
            return ts_node_named_child(node, index);
        }

        static int count(TSNode node) {
            return ts_node_child_count(node);
        }

        static TSNode child(TSNode node, int index) {
            return ts_node_child(node, index);
        }
    }

    private final TSNode node;
    private final String source;
    private final String type;

    Syntax(TSNode node, String source) {
        this.node = node;
        this.source = source;
        this.type = Ask.type(node);
    }

    String type() {
        return type;
    }

    boolean is(String... types) {
        for (String one : types) {
            if (type.equals(one)) {
                return true;
            }
        }
        return false;
    }

    /** The text; offsets count bytes of UTF-16. */
    String text() {
        return Ask.text(node, source);
    }

    /** From 1. */
    int line() {
        return node.getStartPoint().getRow() + 1;
    }

    Optional<Syntax> field(String name) {
        TSNode found = Ask.field(node, name);
        return found == null || found.isNull() ? Optional.empty() : Optional.of(new Syntax(found, source));
    }

    /** The text of a field, or empty. */
    String textOf(String name) {
        return field(name).map(Syntax::text).orElse("");
    }

    List<Syntax> named() {
        int count = Ask.namedCount(node);
        List<Syntax> found = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            found.add(new Syntax(Ask.named(node, i), source));
        }
        return found;
    }

    /** All children, signs and words of the language too. */
    List<Syntax> all() {
        int count = Ask.count(node);
        List<Syntax> found = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            found.add(new Syntax(Ask.child(node, i), source));
        }
        return found;
    }

    /** The first named child of one of these types. */
    Optional<Syntax> child(String... types) {
        return named().stream().filter(n -> n.is(types)).findFirst();
    }

    boolean broken() {
        return node.hasError();
    }
}
