package dev.seatrial.graph.code;

import dev.seatrial.graph.code.CodeFile.Declaration;
import dev.seatrial.graph.code.CodeFile.Import;
import dev.seatrial.graph.code.Value.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What names mean: the values behind them, and the names of libraries' parts, as {@code axios.create().get}. */
final class Names {

    private static final int DEEPEST = 16;

    /** Names that lead to names in rings end after so many. */
    private static final int STEPS = 600;

    /** Words of every library: a call of one of these on something unknown says nothing. */
    private static final Set<String> UBIQUITOUS = Set.of(
            "get", "post", "put", "patch", "delete", "head", "send", "request", "fetch", "call", "execute", "run", "do",
            "Do", "Get", "Post", "Send", "set", "add", "find", "open", "connect", "create", "start", "use");

    private final CodeBase base;
    private final Set<String> classes;
    private final Set<String> settingsClasses;
    private int steps;

    Names(CodeBase base) {
        this.base = base;
        List<Declaration> types = base.files.stream()
                .flatMap(f -> f.declarations.stream())
                .filter(Declaration::type)
                .toList();
        classes = types.stream().map(Declaration::name).collect(Collectors.toSet());
        settingsClasses = types.stream()
                .filter(d -> d.parents().stream().anyMatch(p -> p.endsWith("BaseSettings")))
                .map(Declaration::name)
                .collect(Collectors.toSet());
    }

    /** The name as it is written, {@code a.b.c}; empty where it is more than names. */
    static String written(Value value) {
        if (value instanceof Value.Name name) {
            return name.name();
        } else if (value instanceof Value.Member member) {
            String of = written(member.of());
            return of.isEmpty() ? "" : of + "." + member.name();
        } else if (value instanceof Value.Self) {
            return "this";
        }
        return "";
    }

    /** The function whose parameter this is, unless something nearer bears the name. */
    Optional<Scope> parameterOf(Value.Name name) {
        for (Scope s = name.scope(); s != null; s = s.parent) {
            if (s.parameters.contains(name.name())) {
                return Optional.of(s);
            } else if (!s.bound(name.name()).isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The values that a name or a part may have; empty for what libraries have. */
    List<Value> behind(Value value) {
        return behind(value, 0);
    }

    private List<Value> behind(Value value, int depth) {
        if (depth > DEEPEST) {
            return List.of();
        } else if (value instanceof Value.Name name) {
            return named(name);
        } else if (value instanceof Value.Member member) {
            return part(member, depth);
        }
        return List.of();
    }

    private List<Value> named(Value.Name name) {
        for (Scope s = name.scope(); s != null; s = s.parent) {
            if (!s.bound(name.name()).isEmpty()) {
                return s.bound(name.name()).stream()
                        .filter(v -> !v.equals(name))
                        .toList();
            } else if (s.parameters.contains(name.name())) {
                return List.of();
            } else if (s.isType()) {
                List<Value> field = base.field(s.owner, name.name());
                if (!field.isEmpty()) {
                    return field.stream().filter(v -> !v.equals(name)).toList();
                }
            }
        }
        Optional<Import> imported = CodeValues.imported(name);
        if (imported.isPresent()) {
            return base.module(imported.get(), name.scope().file).stream()
                    .flatMap(f -> exported(f, imported.get().name()).stream())
                    .toList();
        }
        return base.neighbours(name.name(), name.scope().file);
    }

    private static List<Value> exported(CodeFile file, String name) {
        List<Value> found = new ArrayList<>(file.top.bound(name));
        for (Value main : file.top.bound("default")) {
            Value exported =
                    main instanceof Value.Name n && !file.top.bound(n.name()).isEmpty()
                            ? file.top.bound(n.name()).get(0)
                            : main;
            if (exported instanceof Value.Table table) {
                table.get(name).ifPresent(found::add);
            }
        }
        return found;
    }

    private List<Value> part(Value.Member member, int depth) {
        if (member.of() instanceof Value.Self self) {
            List<Value> own = base.field(self.scope().owner, member.name());
            return own.isEmpty() ? base.anyField(member.name()) : own;
        }
        Optional<Import> django = member.of() instanceof Value.Name n ? CodeValues.imported(n) : Optional.empty();
        if (django.filter(i -> i.module().equals("django.conf") && i.name().equals("settings"))
                .isPresent()) {
            // Django: the module that DJANGO_SETTINGS_MODULE names, by convention settings
            return base.files.stream()
                    .filter(f -> f.source.name().matches("(.*/)?settings(\\.py|/[^/]*\\.py)"))
                    .flatMap(f -> f.top.bound(member.name()).stream())
                    .toList();
        }
        List<Value> exports = modules(member.of()).stream()
                .flatMap(f -> exported(f, member.name()).stream())
                .toList();
        // a module may hold a variable of its own name: from .settings import settings
        boolean module =
                !modules(member.of()).isEmpty() && (!(member.of() instanceof Value.Name n) || named(n).isEmpty());
        if (!exports.isEmpty() || module) {
            return exports;
        }
        if (member.of() instanceof Value.Name name && classes.contains(name.name())) {
            return base.field(name.name(), member.name());
        }
        Value of = origin(member.of(), depth + 1);
        if (of instanceof Value.Table table) {
            return table.get(member.name()).stream().toList();
        } else if (of instanceof Value.Typed typed) {
            return base.field(Translator.lastName(typed.type()), member.name());
        } else if (of instanceof Call call) {
            List<Value> field = base.field(call.last(), member.name());
            return field.isEmpty() && call.at(0).orElse(Value.Unknown.VALUE) instanceof Value.Table table
                    ? call.last().equals("freeze")
                            ? table.get(member.name()).stream().toList()
                            : List.of()
                    : field;
        }
        boolean library = member.of() instanceof Value.Name name
                && CodeValues.imported(name).isPresent();
        return library ? List.of() : base.anyField(member.name());
    }

    /** The program's own files that a name or {@code require} stands for. */
    private List<CodeFile> modules(Value value) {
        if (value instanceof Value.Name name) {
            Optional<Import> imported = CodeValues.imported(name);
            if (imported.isPresent() && name.scope().bound(name.name()).isEmpty()) {
                Import i = imported.get();
                if (i.name().isEmpty() || i.name().equals("default")) {
                    return base.module(i, name.scope().file);
                }
                // a part of a package that is a module itself: from app import config
                return base.module(
                        i.module()
                                + (i.module().endsWith(".") ? "" : base.grammar == Grammar.PYTHON ? "." : "/")
                                + i.name(),
                        name.scope().file);
            }
            return name.scope().bound(name.name()).stream()
                    .filter(Call.class::isInstance)
                    .flatMap(v -> modules(v).stream())
                    .toList();
        } else if (value instanceof Call call && call.last().equals("require")) {
            return call.at(0).orElse(Value.Unknown.VALUE) instanceof Value.Text text
                    ? base.module(text.text(), call.scope().file)
                    : List.of();
        }
        return List.of();
    }

    /** Whether the call is of one of the program's own functions. */
    boolean own(Call call) {
        return own(call, 0);
    }

    private boolean own(Call call, int depth) {
        return (call.callee() instanceof Value.Name
                        || (call.callee() instanceof Value.Member m
                                && (m.of() instanceof Value.Self
                                        || qualified(m.of(), depth + 1).indexOf('/') < 0)))
                && !base.functions(call.last()).isEmpty();
    }

    /** Whether a call is of this function, as far as names tell. */
    boolean calls(Call call, Scope function) {
        int arguments = call.arguments().size();
        if (arguments == 0 || arguments > function.parameters.size() || call.scope() == function) {
            return false;
        }
        if (!(call.callee() instanceof Value.Member member)) {
            return true;
        }
        String of = qualified(member.of());
        if (function.owner.isEmpty() || function.owner.equals(function.function)) {
            return !of.contains("()");
        }
        return member.of() instanceof Value.Self
                ? of.equals(function.owner)
                : of.equals(function.owner)
                        || lastType(of).equals(function.owner)
                        || (base.functions(function.function).size() == 1
                                && !UBIQUITOUS.contains(function.function)
                                && !of.contains("()"));
    }

    private static String lastType(String qualified) {
        return Translator.lastName(qualified.replaceFirst("\\(\\)$", ""));
    }

    boolean settingsClass(Value value) {
        Value of = origin(value);
        return (of instanceof Call call && settingsClasses.contains(call.last()))
                || (of instanceof Value.Typed typed && settingsClasses.contains(typed.type()))
                || (of instanceof Value.Self self && settingsClasses.contains(self.scope().owner));
    }

    /** The call, table, list or type that a name leads to; the value itself where it leads nowhere. */
    Value origin(Value value) {
        steps = 0;
        return origin(value, 0);
    }

    private Value origin(Value value, int depth) {
        if (depth > DEEPEST || ++steps > STEPS) {
            return Value.Unknown.VALUE;
        } else if (value instanceof Value.Either either) {
            Value first = origin(either.first(), depth + 1);
            return first instanceof Value.Name || first instanceof Value.Unknown
                    ? origin(either.second(), depth + 1)
                    : first;
        } else if (value instanceof Value.Name || value instanceof Value.Member) {
            Value typed = value;
            for (Value candidate : behind(value, depth)) {
                Value found = origin(candidate, depth + 1);
                if (found instanceof Call || found instanceof Value.Table || found instanceof Value.Items) {
                    return found;
                } else if (found instanceof Value.Typed && !(typed instanceof Value.Typed)) {
                    typed = found;
                }
            }
            return typed;
        } else if (value instanceof Call call && call.last().equals("require")) {
            return modules(call).stream()
                    .flatMap(f -> f.top.bound("default").stream())
                    .map(v -> origin(v, depth + 1))
                    .findFirst()
                    .orElse(value);
        } else if (value instanceof Call call && own(call, depth + 1)) {
            return base.functions(call.last()).stream()
                    .flatMap(f -> f.returned.stream())
                    .map(v -> origin(v, depth + 1))
                    .filter(v -> v instanceof Call || v instanceof Value.Table)
                    .findFirst()
                    .orElse(value);
        }
        return value;
    }

    /** The library's name of something: {@code axios.get}, {@code net/http.Client().Do}; empty for texts and the like. */
    String qualified(Value value) {
        steps = 0;
        return qualified(value, 0);
    }

    private String qualified(Value value, int depth) {
        if (depth > DEEPEST || ++steps > STEPS) {
            return "";
        } else if (value instanceof Value.Name name) {
            return qualifiedName(name, depth);
        } else if (value instanceof Value.Member member) {
            return qualifiedPart(member, depth);
        } else if (value instanceof Call call) {
            return qualifiedCall(call, depth);
        } else if (value instanceof Value.Typed typed) {
            return typed(typed) + "()";
        } else if (value instanceof Value.Self self) {
            return self.scope().owner;
        } else if (value instanceof Value.Either either) {
            String first = qualified(either.first(), depth + 1);
            return first.isEmpty() ? qualified(either.second(), depth + 1) : first;
        }
        return "";
    }

    private String qualifiedName(Value.Name name, int depth) {
        for (Value candidate : named(name)) {
            String found = qualified(candidate, depth + 1);
            if (!found.isEmpty()) {
                return found;
            }
        }
        Optional<Import> imported = CodeValues.imported(name);
        return imported.isPresent() && parameterOf(name).isEmpty() ? library(imported.get()) : name.name();
    }

    private static String library(Import imported) {
        String module = imported.module().replaceFirst("^node:", "");
        return imported.name().isEmpty() || imported.name().equals("default") ? module : module + "." + imported.name();
    }

    private String qualifiedPart(Value.Member member, int depth) {
        String of = qualified(member.of(), depth + 1);
        boolean mine = member.of() instanceof Value.Self
                || of.isEmpty()
                || !modules(member.of()).isEmpty()
                || classes.contains(of.replace("()", ""));
        if (mine) {
            for (Value candidate : behind(member, depth + 1)) {
                String found = qualified(candidate, depth + 1);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return of.isEmpty() ? member.name() : member.name().equals("default") ? of : of + "." + member.name();
    }

    private String qualifiedCall(Call call, int depth) {
        if (call.last().equals("require") && call.at(0).orElse(Value.Unknown.VALUE) instanceof Value.Text module) {
            List<CodeFile> own = modules(call);
            return own.isEmpty()
                    ? module.text().replaceFirst("^node:", "")
                    : own.stream()
                            .flatMap(f -> f.top.bound("default").stream())
                            .map(v -> qualified(v, depth + 1))
                            .findFirst()
                            .orElse("");
        }
        if (own(call, depth + 1) && !classes.contains(call.last())) {
            for (Scope function : base.functions(call.last())) {
                for (Value returned : function.returned) {
                    String found = qualified(returned, depth + 1);
                    if (found.contains("()")) {
                        return found;
                    }
                }
            }
        }
        String callee = qualified(call.callee(), depth + 1);
        return callee.isEmpty() ? "" : callee + "()";
    }

    private static String typed(Value.Typed typed) {
        String type = typed.type().replaceAll("^[*&\\[\\]]+", "");
        String first = type.replaceFirst("\\..*", "");
        Import imported = typed.scope().file.imports.get(first);
        return imported == null ? type : library(imported) + type.substring(first.length());
    }
}
