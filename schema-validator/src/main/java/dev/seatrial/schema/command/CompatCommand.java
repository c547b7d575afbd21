package dev.seatrial.schema.command;

import dev.seatrial.schema.compat.Compatibility;
import dev.seatrial.schema.compat.Compatibility.Mode;
import dev.seatrial.schema.input.InputException;
import dev.seatrial.schema.json.JsonReader;
import dev.seatrial.schema.json.JsonText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code seatrial schema compat}: can readers of one version read the events of another? */
@Command(
        name = "compat",
        mixinStandardHelpOptions = true,
        description = "Compares versions of a schema, and shows an event for each change that breaks.",
        footer = {
            "",
            "Exit codes: 0 compatible (proved), 1 incompatible (an event shows it), 2 usage or bad schema, 3 undecided."
        })
public final class CompatCommand implements Callable<Integer> {
    @Option(
            names = "--old",
            paramLabel = "FILE",
            description = "The version before: a file, or REVISION:FILE of the git repository here.")
    private @Nullable String old;

    @Option(names = "--new", paramLabel = "FILE", description = "The version after, in the same way.")
    private @Nullable String now;

    @Option(
            names = "--versions",
            paramLabel = "DIR",
            description = "A directory of versions; their names sort from old to new.")
    private @Nullable Path versions;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            converter = ModeConverter.class,
            description = "backward (default: new readers, old events), forward, full; each also with -transitive.")
    private Mode mode = Mode.BACKWARD;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the search for events (default 1).")
    private long seed = 1;

    @Option(names = "--output", paramLabel = "FORMAT", description = "text (default) or json.")
    private TextOrJson output = TextOrJson.TEXT;

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Spec
    private @Nullable CommandSpec spec;

    enum TextOrJson {
        TEXT,
        JSON
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        GitFiles git = new GitFiles();
        try {
            Compatibility found = Compatibility.of(files(spec, git), mode, limits.read(spec.commandLine()), seed);
            PrintStream out = System.out;
            if (output == TextOrJson.JSON) {
                out.println(json(found));
            } else {
                text(found, out);
            }
            out.flush();
            return switch (found.verdict()) {
                case COMPATIBLE -> 0;
                case INCOMPATIBLE -> 1;
                case UNDECIDED -> 3;
            };
        } finally {
            git.close();
        }
    }

    private List<Path> files(CommandSpec command, GitFiles git) {
        if (versions != null && old == null && now == null) {
            return directory(versions);
        }
        if (old == null || now == null || versions != null) {
            throw new ParameterException(command.commandLine(), "give --old FILE and --new FILE, or --versions DIR");
        }
        return List.of(git.file(old), git.file(now));
    }

    private static List<Path> directory(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.filter(file -> file.toString().matches(".*\\.(json|ya?ml)"))
                    .sorted(java.util.Comparator.comparing(CompatCommand::sortable))
                    .toList();
            if (all.size() < 2) {
                throw new InputException(directory.toString(), "expected at least two versions, found " + all.size());
            }
            return all;
        } catch (IOException e) {
            throw new InputException(directory.toString(), "is no directory that can be read");
        }
    }

    /** Numbers in names sort by value: v2 before v10. */
    private static String sortable(Path file) {
        StringBuilder out = new StringBuilder();
        java.util.regex.Matcher parts = java.util.regex.Pattern.compile("\\d+|\\D+")
                .matcher(file.getFileName().toString());
        while (parts.find()) {
            String part = parts.group();
            out.append(Character.isDigit(part.charAt(0)) ? "0".repeat(Math.max(0, 12 - part.length())) + part : part);
        }
        return out.toString();
    }

    private static void text(Compatibility found, PrintStream out) {
        for (Compatibility.Change change : found.changes()) {
            out.println((change.witness().isPresent() ? "breaks" : "undecided") + " (" + change.direction() + ", "
                    + change.versions() + ") " + (change.pointer().isEmpty() ? "/" : change.pointer()) + ": "
                    + change.what()
                    + " [" + change.rule() + "]");
            change.witness().ifPresent(witness -> out.println("    witness: " + witness));
        }
        out.println(found.verdict()
                + switch (found.verdict()) {
                    case COMPATIBLE -> ": whatever the one writes the other reads";
                    case INCOMPATIBLE ->
                        ": each witness is valid under the writer's schema and invalid under the reader's";
                    case UNDECIDED -> ": something changed that may break, and no event was found that shows it";
                });
    }

    private static String json(Compatibility found) {
        List<Object> changes = new ArrayList<>();
        JsonReader reader = new JsonReader(dev.seatrial.schema.json.Limits.DEFAULT);
        for (Compatibility.Change change : found.changes()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("direction", change.direction());
            one.put("versions", change.versions());
            one.put("rule", change.rule());
            one.put("pointer", change.pointer());
            one.put("what", change.what());
            change.witness()
                    .ifPresent(witness -> one.put("witness", reader.read(witness.getBytes(StandardCharsets.UTF_8))));
            changes.add(one);
        }
        return JsonText.of(Map.of("verdict", found.verdict().name(), "changes", changes));
    }

    /** Reads a mode's name. */
    static final class ModeConverter implements ITypeConverter<Mode> {
        @Override
        public Mode convert(String text) {
            try {
                return Mode.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("unknown mode \"" + text
                        + "\". expected backward, forward or full, or one of them with -transitive");
            }
        }
    }
}
