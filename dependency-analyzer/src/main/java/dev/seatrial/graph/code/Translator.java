package dev.seatrial.graph.code;

import dev.seatrial.graph.code.Value.Argument;
import dev.seatrial.graph.code.Value.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings the syntax of one language into the one form. Every node is visited once: an expression gives its value, and
 * what names, calls and declares is noted on the way.
 */
abstract class Translator {

    /** Deeper nesting is left out, so that no source can overflow the stack. */
    private static final int DEEPEST = 300;

    final CodeFile file;
    private int depth;

    Translator(CodeFile file) {
        this.file = file;
    }

    /** The value of a node; notes what is inside. */
    final Value value(Syntax node, Scope scope) {
        if (depth >= DEEPEST) {
            file.tooDeep = true;
            return Value.Unknown.VALUE;
        }
        depth++;
        try {
            return translate(node, scope);
        } finally {
            depth--;
        }
    }

    final Value value(Optional<Syntax> node, Scope scope) {
        return node.map(n -> value(n, scope)).orElse(Value.Unknown.VALUE);
    }

    abstract Value translate(Syntax node, Scope scope);

    /** Visits what is inside, of which nothing is the value of the whole. */
    final Value inside(Syntax node, Scope scope) {
        node.named().forEach(n -> value(n, scope));
        return Value.Unknown.VALUE;
    }

    /** The value of the only part that has one, as in parentheses or behind {@code await}. */
    final Value only(Syntax node, Scope scope) {
        return only(node.named(), scope);
    }

    final Value only(List<Syntax> parts, Scope scope) {
        Value found = Value.Unknown.VALUE;
        for (Syntax child : parts) {
            Value value = value(child, scope);
            if (found instanceof Value.Unknown) {
                found = value;
            }
        }
        return found;
    }

    /** Notes a text that is no part of a larger one. */
    final Value whole(Value text) {
        file.text(text);
        return text;
    }

    final Value text(String text, Syntax node) {
        return new Value.Text(text, node.line());
    }

    /** Both sides put together; a part is no text of its own. */
    final Value sum(Value left, Value right, Syntax node) {
        List<Value> parts = new ArrayList<>();
        flat(left, parts);
        flat(right, parts);
        file.part(left);
        file.part(right);
        return whole(new Value.Sum(parts, node.line()));
    }

    private static void flat(Value value, List<Value> parts) {
        if (value instanceof Value.Sum sum) {
            parts.addAll(sum.parts());
        } else {
            parts.add(value);
        }
    }

    final Call annotation(Value callee, List<Argument> arguments, Scope scope, int line) {
        return new Call(callee, arguments, scope, line);
    }

    /** The last of {@code a.b.c}. */
    static String lastName(String dotted) {
        return dotted.substring(dotted.lastIndexOf('.') + 1);
    }
}
