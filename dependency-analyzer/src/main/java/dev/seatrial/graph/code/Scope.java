package dev.seatrial.graph.code;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where names are known: a file, a class, a function. */
final class Scope {

    final CodeFile file;
    final @Nullable Scope parent;

    /** The class around, or empty. */
    final String owner;

    /** The function's name, the class's name for a constructor; empty for files, classes and functions without one. */
    final String function;

    final List<String> parameters = new ArrayList<>();
    final List<Value> returned = new ArrayList<>();

    /** The call that this function without a name is handed to. */
    Value.@Nullable Call handedTo;

    private boolean type;
    private final Map<String, List<Value>> names = new HashMap<>();

    Scope(CodeFile file, @Nullable Scope parent, String owner, String function) {
        this.file = file;
        this.parent = parent;
        this.owner = owner;
        this.function = function;
    }

    Scope in(String inner, String name) {
        return new Scope(file, this, inner, name);
    }

    /** The body of a class. */
    Scope type(String name) {
        Scope body = in(name, "");
        body.type = true;
        return body;
    }

    boolean isType() {
        return type;
    }

    void bind(String name, Value value) {
        if (!(value instanceof Value.Unknown)) {
            names.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
        }
    }

    /** A declaration: in the body of a class a field, elsewhere a variable. */
    void declare(String name, Value value) {
        if (type) {
            file.field(owner, name, value);
        } else {
            bind(name, value);
        }
    }

    /** The names that have a value here. */
    Map<String, List<Value>> bound() {
        return Collections.unmodifiableMap(names);
    }

    List<Value> bound(String name) {
        return names.getOrDefault(name, List.of());
    }
}
