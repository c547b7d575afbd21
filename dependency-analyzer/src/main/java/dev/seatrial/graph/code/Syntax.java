package dev.seatrial.graph.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.treesitter.TSNode;

/** A node of a parsed text. */
final class Syntax {

    private final TSNode node;
    private final String source;
    private final String type;

    Syntax(TSNode node, String source) {
        this.node = node;
        this.source = source;
        this.type = node.getType();
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
        return source.substring(node.getStartByte() / 2, node.getEndByte() / 2);
    }

    /** From 1. */
    int line() {
        return node.getStartPoint().getRow() + 1;
    }

    Optional<Syntax> field(String name) {
        TSNode found = node.getChildByFieldName(name);
        return found == null || found.isNull() ? Optional.empty() : Optional.of(new Syntax(found, source));
    }

    /** The text of a field, or empty. */
    String textOf(String name) {
        return field(name).map(Syntax::text).orElse("");
    }

    List<Syntax> named() {
        int count = node.getNamedChildCount();
        List<Syntax> found = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            found.add(new Syntax(node.getNamedChild(i), source));
        }
        return found;
    }

    /** All children, signs and words of the language too. */
    List<Syntax> all() {
        int count = node.getChildCount();
        List<Syntax> found = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            found.add(new Syntax(node.getChild(i), source));
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
