package dev.seatrial.schema.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a user means by the names of files, directories and globs. */
public final class EventSources {
    private EventSources() {}

    /**
     * The sources that some names mean, in order.
     *
     * @param names files, directories (searched with those below), globs, or {@code -} for standard input
     * @throws InputException when one of them is nothing
     */
    public static List<EventSource> find(List<String> names) {
        List<EventSource> sources = new ArrayList<>();
        for (String name : names) {
            if (name.isBlank()) { // to Java the working directory
                throw new InputException("\"" + name + "\"", "an empty name is no file or directory");
            }
            if (name.equals("-")) {
                sources.add(EventSource.standardInput());
                continue;
            }
            Optional<Path> path = path(name);
            if (path.isPresent() && Files.isDirectory(path.get())) {
                sources.addAll(
                        below(path.get(), file -> isEvents(file.getFileName().toString())));
            } else if (path.isPresent() && Files.exists(path.get())) {
                sources.add(EventSource.of(path.get()));
            } else if (name.matches(".*[*?\\[{].*")) {
                sources.addAll(glob(name));
            } else {
                throw new InputException(name, "there is no such file or directory");
            }
        }
        return sources;
    }

    private static Optional<Path> path(String name) {
        try {
            return Optional.of(Path.of(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static List<EventSource> glob(String pattern) {
        int wild = pattern.replaceFirst("[*?\\[{].*", "").length();
        int slash = pattern.lastIndexOf('/', wild);
        Path base = Path.of(slash < 0 ? "." : slash == 0 ? "/" : pattern.substring(0, slash));
        String rest = pattern.substring(slash + 1);
        PathMatcher matcher;
        try {
            matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
        } catch (IllegalArgumentException e) {
            throw new InputException(pattern, "is no glob");
        }
        List<EventSource> found =
                Files.isDirectory(base) ? below(base, file -> matcher.matches(base.relativize(file))) : List.of();
        if (found.isEmpty()) {
            throw new InputException(pattern, "no file matches");
        }
        return found;
    }

    private static List<EventSource> below(Path directory, java.util.function.Predicate<Path> which) {
        try (Stream<Path> walk = Files.walk(directory, 32)) {
            return walk.filter(Files::isRegularFile)
                    .filter(which)
                    .sorted()
                    .map(EventSource::of)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new InputException(directory.toString(), "the directory cannot be read");
        }
    }

    private static boolean isEvents(String name) {
        return name.toLowerCase(Locale.ROOT).matches(".*\\.(json|ndjson|jsonl|ya?ml)(\\.gz)?");
    }
}
