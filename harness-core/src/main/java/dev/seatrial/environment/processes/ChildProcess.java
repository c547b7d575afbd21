package dev.seatrial.environment.processes;

import dev.seatrial.environment.journal.Journal;
import dev.seatrial.environment.log.LogKeeper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process in a session of its own, journalled, whose output is kept; with it goes all that it started in its group. */
final class ChildProcess {

    private final Process process;
    private final Thread reader;

    private ChildProcess(Process process, Thread reader) {
        this.process = process;
        this.reader = reader;
    }

    /**
     * What to start.
     *
     * @param name the service or resource
     * @param command the program and its arguments
     * @param directory where it runs
     * @param environment added to the harness's own
     */
    record Spec(String name, List<String> command, Path directory, Map<String, String> environment) {}

    static ChildProcess start(Journal journal, Spec spec, LogKeeper log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(journal.recorded(spec.name(), spec.command()))
                .directory(spec.directory().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true);
        builder.environment().putAll(spec.environment());
        builder.environment().putAll(journal.mark());
        Process process = builder.start();
        Thread reader = new Thread(() -> log.drain(process.getInputStream()), "seatrial-log-" + spec.name());
        reader.setDaemon(true);
        reader.start();
        ChildProcess child = new ChildProcess(process, reader);
        child.killGroupAtExit();
        return child;
    }

    private void killGroupAtExit() {
        Thread waiter = new Thread(
                () -> {
                    process.onExit().join();
                    signalGroup("KILL");
                },
                "seatrial-exit-" + process.pid());
        waiter.setDaemon(true);
        waiter.start();
    }

    boolean running() {
        return process.isAlive();
    }

    /** Why it cannot do anything any more, to follow its name; empty while it runs. */
    Optional<String> ended() {
        if (process.isAlive()) {
            return Optional.empty();
        }
        awaitLog();
        int code = process.exitValue();
        return Optional.of(code > 128 && code < 160 ? "was killed by signal " + (code - 128) : "exited with " + code);
    }

    /** The last of the output may still be under way when the process is gone. */
    private void awaitLog() {
        try {
            reader.join(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Signals the process alone, as an engine would signal the first process of a container. */
    void signal(String name) {
        shellKill(name, Long.toString(process.pid()));
    }

    private void signalGroup(String name) {
        shellKill(name, "-" + process.pid());
    }

    private static void shellKill(String signal, String who) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + who)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException cannotFork) {
            // The journal's watcher ends it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void terminate() {
        if (process.isAlive()) {
            process.destroy();
        }
    }

    /** Kills it and its group, and returns when it is gone. */
    void kill() {
        if (process.isAlive()) {
            signalGroup("KILL");
            process.destroyForcibly();
        }
        process.onExit().join();
    }

    Optional<Integer> awaitExit(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
                ? Optional.of(process.exitValue())
                : Optional.empty();
    }

    /** Ends it: asks, waits for {@code grace}, then kills. */
    void end(String signal, Duration grace) {
        try {
            if (process.isAlive()) {
                signal(signal);
                if (awaitExit(grace).isPresent()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }
}
