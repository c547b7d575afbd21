package dev.seatrial.cli;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.run.UsageException;
import dev.seatrial.target.Program;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.io.IOException;
import java.nio.file.Files;

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
            Process process = start(target, command);
            try {
                int code = process.waitFor();
                if (code != 0) {
                    throw new UsageException("the build of " + target.system() + " failed with exit code " + code
                            + ": " + command + " (in " + target.directory()
                            + "); what it printed is above. --no-build skips it.");
                }
            } catch (InterruptedException e) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
                throw e;
            }
        }
        needJars(target);
    }

    private static Process start(Target target, String command) {
        try {
            return new ProcessBuilder("/bin/sh", "-c", command + " 1>&2")
                    .directory(target.directory().toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new EnvironmentException("the build command cannot be started: " + e.getMessage(), e);
        }
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
