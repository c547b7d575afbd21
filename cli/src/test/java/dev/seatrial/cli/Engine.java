package dev.seatrial.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A Docker engine that tests look at with its own program, beside the code under test.
 *
 * @param host as {@code DOCKER_HOST} spells it; empty for the usual one
 */
record Engine(String host) {

    static final String JAVA_IMAGE = "eclipse-temurin:" + Runtime.version().feature() + "-jre";
    private static final Path SCRIPTS =
            Path.of("..", "scripts", "engine").toAbsolutePath().normalize();

    /** The usual engine with these images. With {@code CI=true} a missing one fails the test, else the test is skipped. */
    static Engine with(String... images) {
        Engine engine = new Engine(System.getenv().getOrDefault("DOCKER_HOST", ""));
        for (String image : images) {
            try {
                engine.docker("image", "inspect", "--format", "{{.Id}}", image);
            } catch (AssertionError | UncheckedIOException missing) {
                missing("no Docker engine with image " + image + ": run scripts/engine/up and scripts/images/build ("
                        + missing.getMessage() + ")");
            }
        }
        return engine;
    }

    /** Another engine, with all that it has in a folder; starts it, also again after it was killed. */
    static Engine apart(Path folder) {
        if (!"root".equals(System.getProperty("user.name"))) {
            missing("an engine of its own needs root");
        }
        String answer = run(Map.of(), SCRIPTS.resolve("up").toString(), "--apart", folder.toString());
        return new Engine(answer.lines()
                .filter(l -> l.startsWith("DOCKER_HOST="))
                .map(l -> l.substring("DOCKER_HOST=".length()))
                .findFirst()
                .orElseThrow());
    }

    /** Stops it, with all that it has. */
    static void remove(Path folder) {
        run(Map.of(), SCRIPTS.resolve("down").toString(), "--apart", folder.toString());
        run(Map.of(), "rm", "-rf", folder.toString()); // quietly; JUnit would tell of every link in its images
    }

    private static void missing(String what) {
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            throw new AssertionError(what);
        }
        Assumptions.abort(what);
    }

    /** What the engine's program answers. */
    String docker(String... words) {
        String[] command = new String[words.length + 1];
        command[0] = "docker";
        System.arraycopy(words, 0, command, 1, words.length);
        return run(environment(), command);
    }

    Map<String, String> environment() {
        return host.isEmpty() ? Map.of() : Map.of("DOCKER_HOST", host);
    }

    /** The containers of runs, running or not. */
    List<String> containers() {
        return docker("ps", "-a", "--filter", "label=dev.seatrial.run", "--format", "{{.Names}} {{.Status}}")
                .lines()
                .toList();
    }

    private static String run(Map<String, String> environment, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
