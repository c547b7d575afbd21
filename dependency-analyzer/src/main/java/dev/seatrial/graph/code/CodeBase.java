package dev.seatrial.graph.code;

import dev.seatrial.graph.code.CodeFile.Import;
import dev.seatrial.graph.code.Value.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sources of one program in one language, and where to find what they name. */
final class CodeBase {

    final Grammar grammar;
    final List<CodeFile> files = new ArrayList<>();
    private final Map<String, List<CodeFile>> byModule = new HashMap<>();
    private final Map<String, List<Call>> callsByName = new HashMap<>();
    private final Map<String, List<Scope>> functions = new HashMap<>();
    private final Map<String, List<Value>> fields = new HashMap<>();
    private final Map<String, List<Value>> fieldsByName = new HashMap<>();
    private final Map<String, Set<CodeFile>> filesByTopName = new HashMap<>();

    /** What was asked for and may be in files that were not read. */
    final Missing missing = new Missing();

    CodeBase(Grammar grammar) {
        this.grammar = grammar;
    }

    void add(CodeFile file) {
        files.add(file);
        String name = file.source.fileName().replaceFirst("\\.\\w+$", "");
        String directory = Translator.lastName(file.source.directory().replace('/', '.'));
        name(name, file);
        if (grammar == Grammar.GO || name.equals("index") || name.equals("__init__")) {
            name(directory, file);
        }
        file.top
                .bound()
                .keySet()
                .forEach(n -> filesByTopName
                        .computeIfAbsent(n, k -> new LinkedHashSet<>())
                        .add(file));
        file.calls.forEach(c ->
                callsByName.computeIfAbsent(c.last(), n -> new ArrayList<>()).add(c));
        file.functions.forEach(f ->
                functions.computeIfAbsent(f.function, n -> new ArrayList<>()).add(f));
        file.fields.forEach((field, values) -> {
            fields.computeIfAbsent(field, n -> new ArrayList<>()).addAll(values);
            fieldsByName
                    .computeIfAbsent(Translator.lastName(field), n -> new ArrayList<>())
                    .addAll(values);
        });
    }

    private void name(String name, CodeFile file) {
        byModule.computeIfAbsent(name, n -> new ArrayList<>(1)).add(file);
    }

    List<Call> callsOf(String function) {
        missing.call(function);
        return callsByName.getOrDefault(function, List.of());
    }

    List<Scope> functions(String name) {
        return functions.getOrDefault(name, List.of());
    }

    List<Value> field(String owner, String name) {
        return fields.getOrDefault(owner + "." + name, List.of());
    }

    /** The values of a field of whatever class, where there are few. */
    List<Value> anyField(String name) {
        List<Value> found = fieldsByName.getOrDefault(name, List.of());
        return found.size() <= 4 ? found : List.of();
    }

    /** The files of a module as a file names it; none where it is a library. */
    List<CodeFile> module(Import wanted, CodeFile from) {
        return module(wanted.module(), from);
    }

    /** The files of a module by its name, as above. */
    List<CodeFile> module(String wanted, CodeFile from) {
        boolean relative = wanted.startsWith(".");
        if (grammar != Grammar.PYTHON
                && grammar != Grammar.GO
                && !relative
                && !wanted.startsWith("@/")
                && !wanted.startsWith("~/")
                && !wanted.startsWith("src/")) {
            return List.of();
        }
        String path = wanted.replaceFirst("\\.(js|ts|mjs|cjs)$", "").replaceFirst("^[@~]/", "");
        if (grammar == Grammar.PYTHON) {
            path = path.replace('.', '/');
        }
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (!part.isEmpty() && !part.matches("\\.+")) {
                parts.add(part);
            }
        }
        if (parts.isEmpty()) {
            return relative
                    ? byModule.getOrDefault(
                            Translator.lastName(from.source.directory().replace('/', '.')), List.of())
                    : List.of();
        }
        List<CodeFile> candidates = byModule.getOrDefault(parts.get(parts.size() - 1), List.of());
        int best = candidates.stream().mapToInt(c -> alike(c, parts)).max().orElse(0);
        List<CodeFile> found =
                candidates.stream().filter(c -> alike(c, parts) == best).toList();
        if (found.size() > 1 && grammar != Grammar.GO) {
            List<CodeFile> near = found.stream()
                    .filter(c -> c.source.directory().equals(from.source.directory()))
                    .toList();
            return near.isEmpty() ? found.subList(0, 1) : near.subList(0, 1);
        }
        return found;
    }

    /** How many of the last parts of the paths are alike. */
    private static int alike(CodeFile file, List<String> parts) {
        String name = file.source.name().replaceFirst("(/(index|__init__))?\\.\\w+$", "");
        List<String> own = List.of(name.split("/", -1));
        int same = 0;
        while (same < parts.size()
                && same < own.size()
                && own.get(own.size() - 1 - same).equals(parts.get(parts.size() - 1 - same))) {
            same++;
        }
        return same;
    }

    /** What is known at the top of the files that the language lets see each other without an import. */
    List<Value> neighbours(String name, CodeFile from) {
        List<Value> found = new ArrayList<>();
        for (CodeFile file : filesByTopName.getOrDefault(name, Set.of())) {
            boolean seen = switch (grammar) {
                case GO -> file.source.directory().equals(from.source.directory());
                case KOTLIN, CSHARP -> true;
                case JAVASCRIPT, TYPESCRIPT, PYTHON -> false;
            };
            if (seen && file != from) {
                found.addAll(file.top.bound(name));
            }
        }
        return found;
    }
}
