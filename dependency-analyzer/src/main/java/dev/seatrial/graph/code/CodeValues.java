package dev.seatrial.graph.code;

import dev.seatrial.graph.code.CodeFile.Import;
import dev.seatrial.graph.code.Value.Call;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text that a value has, as far as the sources and the configuration tell; what they do not tell is
 * <code>{}</code>. A parameter has the values of its calls.
 */
final class CodeValues {

    static final String UNKNOWN = "{}";

    private static final Pattern ADDRESS = Pattern.compile("([a-z]+://)?\\{}[\\w{}/:.?=&%-]*");
    private static final int DEEPEST = 24;
    private static final int STEPS = 4_000;
    private static final int ALTERNATIVES = 24;

    private final Names names;
    private final Environment environment;
    private final CodeBase base;

    CodeValues(CodeBase base, Names names, Environment environment) {
        this.base = base;
        this.names = names;
        this.environment = environment;
    }

    /** What the parameters of a function are in one of its calls. */
    private record Frame(
            Scope function, Call call, @Nullable Frame outer) {}

    /** One evaluation: bounded, and aware of the parameters that it could not tell. */
    private final class Run {

        private final Set<Scope> open = new LinkedHashSet<>();
        private final List<String> unknown = new ArrayList<>();
        private int steps;

        String text(Value value, @Nullable Frame frame, int depth) {
            if (depth > DEEPEST || ++steps > STEPS) {
                return UNKNOWN;
            }
            if (value instanceof Value.Text text) {
                return text.text();
            } else if (value instanceof Value.Sum sum) {
                StringBuilder all = new StringBuilder();
                sum.parts().forEach(p -> all.append(text(p, frame, depth + 1)));
                return all.toString();
            } else if (value instanceof Value.Format format) {
                String pattern = text(format.pattern(), frame, depth + 1);
                return Formats.fill(
                        pattern,
                        format.fills().stream()
                                .map(f -> text(f, frame, depth + 1))
                                .toList());
            } else if (value instanceof Value.Either either) {
                String first = text(either.first(), frame, depth + 1);
                return first.equals(UNKNOWN) ? text(either.second(), frame, depth + 1) : first;
            } else if (value instanceof Value.Call call) {
                return called(call, frame, depth);
            } else if (value instanceof Value.Name || value instanceof Value.Member) {
                return named(value, frame, depth);
            }
            return UNKNOWN;
        }

        private String named(Value value, @Nullable Frame frame, int depth) {
            Optional<String> variable = environment.member(Names.written(value));
            if (variable.isPresent()) {
                return variable.get();
            }
            Optional<Scope> function = value instanceof Value.Name name ? names.parameterOf(name) : Optional.empty();
            if (function.isPresent()) {
                String name = ((Value.Name) value).name();
                Frame known = frame;
                while (known != null && known.function() != function.get()) {
                    known = known.outer();
                }
                Optional<Value> given = known == null
                        ? Optional.empty()
                        : known.call().named(name).or(() -> argument(function.get(), name, frame));
                if (given.isPresent()) {
                    return text(given.get(), frame, depth + 1);
                } else if (known == null) {
                    open.add(function.get());
                }
            }
            if (value instanceof Value.Member member && names.settingsClass(member.of())) {
                Optional<String> set = environment.setting(names, value);
                if (set.isPresent()) {
                    return set.get();
                }
            }
            for (Value candidate : names.behind(value)) {
                String text = text(candidate, frame, depth + 1);
                if (!text.equals(UNKNOWN)) {
                    return text;
                }
            }
            Optional<String> setting = environment.setting(names, value);
            if (setting.isEmpty()) {
                unknown.add(Translator.lastName(Names.written(value)));
            }
            return setting.orElse(UNKNOWN);
        }

        private Optional<Value> argument(Scope function, String name, @Nullable Frame frame) {
            for (Frame f = frame; f != null; f = f.outer()) {
                if (f.function() == function) {
                    return f.call().at(function.parameters.indexOf(name));
                }
            }
            return Optional.empty();
        }

        private String called(Call call, @Nullable Frame frame, int depth) {
            Optional<String> variable =
                    environment.call(Names.written(call.callee()), call, v -> text(v, frame, depth + 1));
            if (variable.isPresent()) {
                return variable.get();
            }
            Optional<String> built = Formats.called(call, v -> text(v, frame, depth + 1));
            if (built.isPresent()) {
                return built.get();
            }
            if (names.own(call)) {
                for (Scope function : base.functions(call.last())) {
                    for (Value returned : function.returned) {
                        String text = text(returned, new Frame(function, call, frame), depth + 1);
                        if (!text.equals(UNKNOWN)) {
                            return text;
                        }
                    }
                }
            }
            unknown.add(call.last());
            return UNKNOWN;
        }

        /** Asks for what would tell an address or a name that is not known: not for a part of a path or of a message. */
        String asking(String text) {
            for (String name : unknown) {
                if (ADDRESS.matcher(text).matches() || name.matches("[A-Z][A-Z0-9_]+")) {
                    base.missing.definition(name);
                }
            }
            return text;
        }
    }

    /** The text, with {@code {}} for each unknown part. */
    String text(Value value) {
        Run run = new Run();
        return run.asking(run.text(value, null, 0));
    }

    /** The texts, one for each call of the function whose parameters the value depends on. */
    List<String> texts(Value value) {
        Set<String> found = new LinkedHashSet<>();
        texts(value, null, 0, found);
        return new ArrayList<>(found);
    }

    private void texts(Value value, @Nullable Frame frame, int depth, Set<String> found) {
        Run run = new Run();
        String text = run.asking(run.text(value, frame, 0));
        boolean any = false;
        if (depth < 4 && text.contains(UNKNOWN)) {
            for (Scope function : run.open) {
                if (function.function.isEmpty()) {
                    continue;
                }
                for (Call call : base.callsOf(function.function)) {
                    if (found.size() < ALTERNATIVES && names.calls(call, function)) {
                        any = true;
                        texts(value, new Frame(function, call, frame), depth + 1, found);
                    }
                }
                if (any) {
                    break;
                }
            }
        }
        if (!any) {
            found.add(text);
        }
    }

    /** The import of the name, where it is one. */
    static Optional<Import> imported(Value.Name name) {
        return Optional.ofNullable(name.scope().file.imports.get(name.name()));
    }
}
