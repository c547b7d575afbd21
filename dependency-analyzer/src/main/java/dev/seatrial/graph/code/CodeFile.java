package dev.seatrial.graph.code;

import dev.seatrial.graph.code.Value.Argument;
import dev.seatrial.graph.code.Value.Call;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is kept of a source file. */
final class CodeFile {

    /**
     * Something imported.
     *
     * @param name what of the module; empty for all of it
     */
    record Import(String module, String name, int line) {}

    /** A value given to a part of something, as {@code client.BaseAddress = …}. */
    record Assignment(Value.Member target, Value value) {}

    /**
     * A class or function with what stands on it.
     *
     * @param owner the class around; empty at the file's top
     * @param annotations as calls, those without arguments too
     * @param parents names of the classes that it extends
     */
    record Declaration(
            boolean type, String name, String owner, List<Call> annotations, List<String> parents, int line) {}

    final SourceFile source;
    final Scope top;
    final Map<String, Import> imports = new HashMap<>();
    final List<Call> calls = new ArrayList<>();
    private final List<Value> texts = new ArrayList<>();
    private final Set<Value> parts = Collections.newSetFromMap(new IdentityHashMap<>());
    final List<Assignment> assignments = new ArrayList<>();
    final List<Declaration> declarations = new ArrayList<>();

    /** By {@code Class.field}. */
    final Map<String, List<Value>> fields = new HashMap<>();

    /** Functions that have a name. */
    final List<Scope> functions = new ArrayList<>();

    boolean tooDeep;

    CodeFile(SourceFile source) {
        this.source = source;
        this.top = new Scope(this, null, "", "");
    }

    /** Notes a text; it stands for itself unless it turns out to be part of a larger one. */
    void text(Value text) {
        texts.add(text);
    }

    void part(Value text) {
        parts.add(text);
    }

    /** The texts that are no part of a larger one. */
    List<Value> texts() {
        return texts.stream().filter(t -> !parts.contains(t)).toList();
    }

    void field(String owner, String name, Value value) {
        if (!(value instanceof Value.Unknown)) {
            fields.computeIfAbsent(owner + "." + name, n -> new ArrayList<>(1)).add(value);
        }
    }

    Call call(Value callee, List<Argument> arguments, Scope scope, int line) {
        Call call = new Call(callee, arguments, scope, line);
        for (Argument argument : arguments) {
            if (argument.value() instanceof Value.Lambda lambda) {
                lambda.scope().handedTo = call;
            }
        }
        calls.add(call);
        return call;
    }

    Place place(int line) {
        return new Place(source.name(), line);
    }
}
