package dev.seatrial.graph.code;

import dev.seatrial.graph.code.Value.Argument;
import dev.seatrial.graph.code.Value.Call;
import dev.seatrial.graph.config.Settings;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.source.SourceFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sources of a program in one language with all that is known about their names and values. */
final class Code {

    final CodeBase base;
    final Names names;
    final CodeValues values;
    final Environment environment;
    final SourceFacts facts;

    Code(CodeBase base, Settings settings, SourceFacts facts) {
        this.base = base;
        this.names = new Names(base);
        this.environment = new Environment(settings);
        this.values = new CodeValues(base, names, environment);
        this.facts = facts;
    }

    List<CodeFile> files() {
        return base.files;
    }

    Place place(Call call) {
        return call.scope().file.place(call.line());
    }

    /**
     * An argument by one of its names, in the call or in a table that is handed to it; else by its position.
     *
     * @param position -1 for none
     * @param keys names, separated by {@code |}; empty for none
     */
    Optional<Value> argument(Call call, int position, String keys) {
        for (String key : keys.isEmpty() ? new String[0] : keys.split("\\|", -1)) {
            Optional<Value> named = call.named(key);
            if (named.isPresent()) {
                return named;
            }
            for (Argument argument : call.arguments()) {
                Optional<Value> inside = table(argument.value()).flatMap(t -> t.get(key));
                if (inside.isPresent()) {
                    return inside;
                }
            }
        }
        return position < 0 ? Optional.empty() : call.at(position).filter(v -> table(v).isEmpty());
    }

    Optional<Value.Table> table(Value value) {
        return names.origin(value) instanceof Value.Table table ? Optional.of(table) : Optional.empty();
    }

    /** The texts of a value, one each where it is a list. */
    List<String> each(Value value) {
        if (names.origin(value) instanceof Value.Items items) {
            List<String> all = new ArrayList<>();
            items.items().forEach(i -> all.addAll(values.texts(i)));
            return all;
        }
        return values.texts(value);
    }

    void call(String target, String method, EdgeKind kind, Place place) {
        facts.calls().add(new SourceFacts.Call(target, method, "", false, kind, place));
    }
}
