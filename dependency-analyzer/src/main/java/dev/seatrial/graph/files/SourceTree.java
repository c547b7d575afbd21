package dev.seatrial.graph.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files below a directory that tell about the running system; links are not followed. */
public record SourceTree(List<SourceFile> files, List<Skipped> skipped) {

    private static final long LARGEST = 2L << 20;

    private static final int HEAD = 4096;

    /** Bytes that a script may have in one line by hand. */
    private static final long SMALL_SCRIPT = 8 << 10;

    /**
     * A script whose lines are longer than this, on average, was written by a tool.
     *
     * @see <a href="https://github.com/github-linguist/linguist/blob/main/lib/linguist/generated.rb">Linguist:
     *     minified_files</a>
     */
    private static final long LONG_LINES = 110;

    private static final Pattern SCRIPT = Pattern.compile("\\.[mc]?js$");

    private static final Set<String> VENDORED = Set.of(
            "node_modules",
            "bower_components",
            "vendor",
            "third_party",
            "target",
            "build",
            "dist",
            "out",
            "bin",
            "obj",
            "venv",
            "__pycache__",
            "site-packages",
            "generated",
            "generated-sources");

    private static final Set<String> NOT_THE_SYSTEM = Set.of(
            "test",
            "tests",
            "__tests__",
            "testdata",
            "it",
            "integration-test",
            "integration-tests",
            "integrationTest",
            "component-test",
            "functionalTest",
            "testFixtures",
            "e2e",
            "docs",
            "doc",
            "documentation",
            "examples");

    private static final Set<String> READ = Set.of(
            "java",
            "kt",
            "js",
            "mjs",
            "cjs",
            "ts",
            "tsx",
            "jsx",
            "py",
            "go",
            "cs",
            "yml",
            "yaml",
            "properties",
            "xml",
            "gradle",
            "kts",
            "json",
            "toml",
            "conf",
            "config",
            "env",
            "mod",
            "txt",
            "csproj",
            "tpl");

    private static final Pattern TEST_FILE =
            Pattern.compile(".*(_test\\.(go|py)|\\.(test|spec)\\.[jt]sx?)|test_.*\\.py|conftest\\.py");

    /**
     * Walks the directory.
     *
     * @param exclude globs as {@code node_modules/*}, matched on the path and on every ending of it
     * @throws IOException when the directory itself cannot be read
     * @throws java.util.regex.PatternSyntaxException when a glob is none
     */
    public static SourceTree of(Path directory, List<String> exclude) throws IOException {
        return of(directory, exclude, Watcher.NONE);
    }

    /** The same, telling how far it is. */
    public static SourceTree of(Path directory, List<String> exclude, Watcher watcher) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        List<PathMatcher> excluded = exclude.stream()
                .flatMap(glob -> Stream.of(glob, "**/" + glob))
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
        FileVisitor<Path> visitor = new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                if (dir.equals(directory)) {
                    return FileVisitResult.CONTINUE;
                }
                String name = relative(dir);
                String why = whyNotDirectory(dir, name);
                if (why.isEmpty()) {
                    return FileVisitResult.CONTINUE;
                }
                skipped.add(new Skipped(name + "/", why));
                return FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = relative(file);
                if (!wanted(file.getFileName().toString())) {
                    return FileVisitResult.CONTINUE;
                }
                String why = whyNotFile(file, name, attributes);
                if (why.isEmpty()) {
                    files.add(new SourceFile(name, file));
                    watcher.at("files found", files.size(), 0);
                } else {
                    skipped.add(new Skipped(name, why));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                skipped.add(new Skipped(relative(file), "cannot be read"));
                return FileVisitResult.CONTINUE;
            }

            private String relative(Path path) {
                return directory.relativize(path).toString().replace('\\', '/');
            }

            private String whyNotDirectory(Path dir, String name) {
                String last = dir.getFileName().toString();
                if (matches(name) || matches(name + "/x")) {
                    return "excluded";
                } else if (last.startsWith(".")) {
                    return "hidden";
                } else if (VENDORED.contains(last) && !name.contains("src/")) {
                    return "vendored or generated";
                } else if (NOT_THE_SYSTEM.contains(last) && !name.contains("/java/") && !name.contains("/kotlin/")) {
                    return "tests, documentation or examples";
                }
                return "";
            }

            private String whyNotFile(Path file, String name, BasicFileAttributes attributes) {
                if (matches(name)) {
                    return "excluded";
                } else if (attributes.isSymbolicLink()) {
                    return "a link, not followed";
                } else if (!attributes.isRegularFile()) {
                    return "no ordinary file, cannot be read";
                } else if (attributes.size() > LARGEST) {
                    return "larger than 2 MiB";
                } else if (TEST_FILE.matcher(file.getFileName().toString()).matches()) {
                    return "a test";
                } else if (name.endsWith(".min.js")) {
                    return "minified";
                }
                return whyNotContent(file, attributes.size());
            }

            private boolean matches(String name) {
                return excluded.stream().anyMatch(m -> m.matches(Path.of(name)));
            }
        };
        Files.walkFileTree(directory, visitor);
        files.sort(Comparator.comparing(SourceFile::name));
        skipped.sort(Comparator.comparing(Skipped::name));
        return new SourceTree(List.copyOf(files), List.copyOf(skipped));
    }

    private static boolean wanted(String name) {
        if (name.startsWith("Dockerfile") || name.equals(".env") || name.matches(".*\\.conf\\.(template|tmpl)")) {
            return true;
        }
        int dot = name.lastIndexOf('.');
        return dot > 0
                && READ.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))
                && !name.equals("package-lock.json");
    }

    private static String whyNotContent(Path file, long size) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(HEAD);
            for (byte b : head) {
                if (b == 0) {
                    return "binary or unreadable";
                }
            }
            boolean script =
                    size > SMALL_SCRIPT && SCRIPT.matcher(file.toString()).find();
            return script && size > LONG_LINES * (lines(head) + lines(in.readAllBytes())) ? "minified" : "";
        } catch (IOException e) {
            return "binary or unreadable";
        }
    }

    private static long lines(byte[] text) {
        long lines = 0;
        for (byte b : text) {
            if (b == '\n') {
                lines++;
            }
        }
        return lines;
    }
}
