package dev.seatrial.cli;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.cache.CacheDirectory;
import dev.seatrial.environment.journal.Journal;
import dev.seatrial.run.UsageException;
import dev.seatrial.target.Program;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** The build command of a target. */
final class BuildCommand {

    private BuildCommand() {}

    /**
     * Runs it, if there is one; what it prints goes to stderr as it is.
     *
     * @throws UsageException if it fails, or a jar is not there afterwards
     */
    static void run(Target target) throws InterruptedException {
        if (target.build().isPresent()) {
            String command = target.build().get();
            int code = exitOf(target, command);
            if (code != 0) {
                throw new UsageException("the build of " + target.system() + " failed with exit code " + code + ": "
                        + command + " (in " + target.directory()
                        + "); what it printed is above. --no-build skips it.");
            }
        }
        needJars(target);
    }

    /** Journalled without the run's mark: what a build leaves running on purpose, such as its daemon, is its own affair. */
    private static int exitOf(Target target, String command) throws InterruptedException {
        try {
            Journal journal = Journal.open(CacheDirectory.locate());
            try {
                return start(target, journal.recorded("build", List.of("/bin/sh", "-c", command + " 1>&2")))
                        .waitFor();
            } finally {
                Thread closing = new Thread(journal::close, "seatrial-build-is-over"); // nobody waits for its watcher
                closing.setDaemon(true);
                closing.start();
            }
        } catch (IOException e) {
            throw new EnvironmentException("the build command cannot be started: " + e.getMessage(), e);
        }
    }

    private static Process start(Target target, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(target.directory().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Says which jar is not there, before anything is started. */
    static void needJars(Target target) {
        for (Service service : target.services().values()) {
            if (service.program() instanceof Program.Jar jar && !Files.isRegularFile(jar.file())) {
                throw new UsageException("service \"" + service.name() + "\": the jar " + jar.file() + " does not exist"
                        + (target.build().isPresent()
                                ? " although the build succeeded; check \"jar\" and \"build\" in seatrial.yaml"
                                : ""));
            }
        }
    }
}
