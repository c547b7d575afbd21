package dev.seatrial.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The program as a user starts it: a JVM of its own on the packaged jars. */
final class Program {

    private static final Path LIB = Path.of("target", "seatrial", "lib").toAbsolutePath();

    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** What a run of the program ended with. */
    record Result(int code, String out, String err) {
        String all() {
            return out + err;
        }
    }

    static Program start(Path directory, Map<String, String> environment, List<String> jvm, String... arguments)
            throws IOException {
        return start(List.of(), directory, environment, jvm, arguments);
    }

    /** With its standard input closed, as some schedulers start what they start. */
    static Program startWithoutInput(
            Path directory, Map<String, String> environment, List<String> jvm, String... arguments) throws IOException {
        return start(List.of("sh", "-c", "exec \"$@\" <&-", "sh"), directory, environment, jvm, arguments);
    }

    /**
     * As a terminal starts it: what a script starts in the background inherits that the signal INT is ignored, and so
     * would the program from us.
     */
    static Program startInterruptible(Path directory, String... arguments) throws Exception {
        List<String> heard = List.of("env", "--default-signal=INT");
        boolean known = succeeds(heard, "true"); // GNU coreutils since 8.31
        return startThrough(known ? heard : List.of(), directory, arguments);
    }

    /** Through a command that becomes the program. */
    static Program startThrough(List<String> through, Path directory, String... arguments) throws IOException {
        return start(through, directory, Map.of(), List.of(), arguments);
    }

    /** Whether another program can be run through this one. */
    static boolean succeeds(List<String> through, String program) throws Exception {
        List<String> probe = new ArrayList<>(through);
        probe.add(program);
        return new ProcessBuilder(probe)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static Program start(
            List<String> through,
            Path directory,
            Map<String, String> environment,
            List<String> jvm,
            String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(through);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx160m"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", LIB + "/*", "dev.seatrial.cli.Seatrial"));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("program", ".out");
        Path err = Files.createTempFile("program", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new Program(builder.start(), out, err);
    }

    static Result run(Path directory, Map<String, String> environment, String... arguments) throws Exception {
        return start(directory, environment, List.of(), arguments).end(Duration.ofMinutes(3));
    }

    Result end(Duration limit) throws Exception {
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("the program did not end within " + limit + "; it printed:\n" + text());
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Lets it run for so long, or until it ends. */
    void awaitEnd(Duration limit) throws InterruptedException {
        process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends a signal by its name, as kill does. */
    void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Returns when the program has printed the text. */
    void awaitPrinted(String expected) {
        await("\"" + expected + "\" is printed", Duration.ofSeconds(90), () -> text().contains(expected));
    }

    String text() {
        try {
            return Files.readString(out) + Files.readString(err);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for a condition, and says what it waited for where it does not come. */
    static void await(String what, Duration limit, BooleanSupplier condition) {
        Instant end = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** The commands of the processes whose environment holds this mark. */
    static List<String> marked(String mark) {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(p -> p.getFileName().toString().matches("\\d+"))
                    .filter(p -> !p.getFileName()
                            .toString()
                            .equals(Long.toString(ProcessHandle.current().pid())))
                    .filter(p -> read(p.resolve("environ")).contains(mark))
                    .map(p -> read(p.resolve("cmdline")).replace('\0', ' '))
                    .filter(c -> !c.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
