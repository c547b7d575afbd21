package dev.seatrial.ship.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Java runtime of this machine's own JDK, cut to the modules that services use, with the shared libraries it links to.
 *
 * <p>It makes an image possible where no registry is at hand to take a base from. It is linked once a JDK and kept.
 *
 * @param home where it is
 * @param libraries the shared libraries that its programs are linked with, by the path at which they look for them
 */
record JavaRuntime(Path home, Map<String, Path> libraries) {

    private static final String MODULES = String.join(
            ",",
            "java.base",
            "java.compiler",
            "java.instrument",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.security.jgss",
            "java.security.sasl",
            "java.sql",
            "java.xml",
            "jdk.crypto.ec",
            "jdk.httpserver",
            "jdk.jfr",
            "jdk.management",
            "jdk.net",
            "jdk.unsupported",
            "jdk.zipfs");

    /** Spring reads beans through {@code java.beans}, which lives in java.desktop. */
    private static final String MODULES_FOR_BEANS = MODULES + ",java.desktop";

    private static final Pattern LINKED = Pattern.compile("(?:\\S+ => )?(/\\S+) \\(0x[0-9a-f]+\\)");
    private static final Pattern NAMED = Pattern.compile("(\\S+) => (/\\S+) \\(0x[0-9a-f]+\\)");

    /** The runtime for a service, from the cache or linked now. */
    static JavaRuntime of(Path cache, boolean beans) throws InterruptedException {
        String modules = beans ? MODULES_FOR_BEANS : MODULES;
        Path jdk = Path.of(System.getProperty("java.home"));
        String version = System.getProperty("java.vm.version", "unknown");
        Path home = cache.resolve(
                "java-%s-%s".formatted(version.replaceAll("[^0-9A-Za-z.+-]", "_"), beans ? "beans" : "plain"));
        try {
            if (!Files.isExecutable(home.resolve("bin/java"))) {
                link(jdk, modules, home);
            }
            return new JavaRuntime(home, libraries(home));
        } catch (IOException e) {
            throw new ImageException("cannot link a Java runtime in " + cache + ": " + e.getMessage(), e);
        }
    }

    private static void link(Path jdk, String modules, Path home) throws IOException, InterruptedException {
        Path jlink = jdk.resolve("bin/jlink");
        if (!Files.isExecutable(jlink)) {
            throw new ImageException("there is no jlink in " + jdk
                    + ": run Seatrial with a full JDK (not a JRE), or name an image to build on with --base");
        }
        Files.createDirectories(home.getParent());
        Path work = Files.createTempDirectory(home.getParent(), "link-");
        try {
            Path made = work.resolve("java");
            run(List.of(
                    jlink.toString(),
                    "--add-modules",
                    modules,
                    "--strip-debug",
                    "--no-man-pages",
                    "--no-header-files",
                    "--compress=2",
                    "--output",
                    made.toString()));
            delete(made.resolve("legal"));
            Path certificates = made.resolve("lib/security/cacerts");
            if (!Files.isRegularFile(certificates) || Files.size(certificates) == 0) {
                Files.deleteIfExists(certificates);
                Files.copy(jdk.resolve("lib/security/cacerts").toRealPath(), certificates);
            }
            try {
                Files.move(made, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                throw e;
            } catch (IOException e) {
                if (!Files.isExecutable(home.resolve("bin/java"))) {
                    throw e; // else another run was quicker
                }
            }
        } finally {
            delete(work);
        }
    }

    private static Map<String, Path> libraries(Path home) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("ldd", home.resolve("bin/java").toString()));
        try (Stream<Path> files = Files.walk(home.resolve("lib"))) {
            files.filter(f -> f.toString().endsWith(".so"))
                    .map(Path::toString)
                    .sorted()
                    .forEach(command::add);
        }
        Map<String, Path> libraries = new TreeMap<>();
        for (String line : run(command).lines().map(String::strip).toList()) {
            Matcher linked = LINKED.matcher(line);
            if (!linked.matches() || linked.group(1).startsWith(home.toString())) {
                continue;
            }
            Matcher named = NAMED.matcher(line);
            Path file = Path.of(linked.group(1));
            String at = named.matches() && !named.group(1).startsWith("/")
                    ? file.resolveSibling(named.group(1)).toString()
                    : file.toString();
            libraries.put(at, file.toRealPath());
        }
        return libraries;
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(2, TimeUnit.MINUTES)
                || (process.exitValue() != 0 && !command.get(0).equals("ldd"))) {
            throw new ImageException("%s failed: %s".formatted(command.get(0), output.strip()));
        }
        return output;
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
