package dev.seatrial.target;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lies around a target file: the files that it names, the caller's environment, the names it declares. */
final class Surroundings {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Z_][A-Z0-9_]*)}");

    private final Path directory;
    private final Map<String, String> environment;
    private final List<Problem> problems;
    private final Set<String> secrets = new HashSet<>();

    Surroundings(Path directory, Map<String, String> environment, List<Problem> problems) {
        this.directory = directory;
        this.environment = environment;
        this.problems = problems;
    }

    Set<String> secrets() {
        return secrets;
    }

    void problem(Tree at, String message) {
        problems.add(at.place().problem(message));
    }

    /** The file, absolute; a problem where it is not there. */
    Optional<Path> existing(Tree.Scalar written, String what) {
        Optional<Path> path = path(written, what);
        if (path.isPresent() && !Files.exists(path.get())) {
            problem(written, what + " \"" + written.text() + "\" does not exist; looked for " + path.get());
            return Optional.empty();
        }
        return path;
    }

    /** The path, absolute, whether anything is there or not. */
    Optional<Path> path(Tree.Scalar written, String what) {
        try {
            return Optional.of(directory.resolve(written.text()).normalize());
        } catch (InvalidPathException e) {
            problem(written, what + " \"" + written.text() + "\" is no path: " + e.getReason());
            return Optional.empty();
        }
    }

    /** Says so where a name is not among those declared. */
    boolean known(Tree.Scalar name, String what, Collection<String> declared) {
        if (declared.contains(name.text())) {
            return true;
        }
        problem(
                name,
                "unknown " + what + " \"" + name.text() + "\"" + NearestName.hint(name.text(), declared)
                        + (declared.isEmpty() ? " none is declared" : " declared: " + String.join(", ", declared)));
        return false;
    }

    /** The same tree with every {@code ${NAME}} replaced; the values so given are secrets. */
    Tree resolve(Tree tree) {
        if (tree instanceof Tree.Mapping mapping) {
            return new Tree.Mapping(
                    mapping.place(),
                    new java.util.ArrayList<>(mapping.entries().stream()
                            .map(e -> new Tree.Entry(e.key(), resolve(e.value())))
                            .toList()));
        } else if (tree instanceof Tree.Sequence sequence) {
            return new Tree.Sequence(
                    sequence.place(),
                    sequence.items().stream().map(this::resolve).toList());
        }
        Tree.Scalar scalar = (Tree.Scalar) tree;
        Matcher reference = REFERENCE.matcher(scalar.text());
        StringBuilder text = new StringBuilder();
        while (reference.find()) {
            String value = environment.get(reference.group(1));
            if (value == null) {
                problem(
                        scalar,
                        "the environment variable " + reference.group(1)
                                + " is not set; set it, or write the value here if it is no secret");
                value = "unset";
            } else if (!value.isBlank()) {
                secrets.add(value);
            }
            reference.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        reference.appendTail(text);
        return text.toString().equals(scalar.text())
                ? scalar
                : new Tree.Scalar(scalar.place(), text.toString(), scalar.plain());
    }
}
