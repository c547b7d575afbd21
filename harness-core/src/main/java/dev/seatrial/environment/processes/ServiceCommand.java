package dev.seatrial.environment.processes;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.launch.JavaCommand;
import dev.seatrial.target.Program;
import dev.seatrial.target.Service;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The words that start a service as a process. */
final class ServiceCommand {

    private ServiceCommand() {}

    /**
     * The words, found to exist.
     *
     * @param directory where relative programs are looked for
     * @throws EnvironmentException if there is nothing to run
     */
    static List<String> of(Service service, Path directory) {
        if (service.program() instanceof Program.Jar jar) {
            return jar(service, jar.file());
        }
        if (service.program() instanceof Program.Command command) {
            return command(service, command.words(), directory);
        }
        throw new EnvironmentException("service \"" + service.name() + "\" cannot run as a process: "
                + service.program().getClass().getSimpleName() + "\n  mend: run with --env containers");
    }

    /** The {@code java} of the JVM that runs Seatrial. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> jar(Service service, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new EnvironmentException(
                    "service \"" + service.name() + "\": its jar " + file
                            + " does not exist\n  mend: build it, or give the target a \"build\" command and run without --no-build");
        }
        return JavaCommand.of(java(), file.toString(), service, System.getenv());
    }

    private static List<String> command(Service service, List<String> words, Path directory) {
        String program = words.get(0);
        Optional<Path> found = program.contains("/")
                ? Optional.of(directory.resolve(program)).filter(Files::isExecutable)
                : onPath(program, service.env());
        if (found.isEmpty()) {
            throw new EnvironmentException("service \"" + service.name() + "\": its program \"" + program + "\" "
                    + (program.contains("/")
                            ? "is no executable file in " + directory
                            : "is in no directory of PATH (" + path(service.env()) + ")")
                    + "\n  mend: install it, or mend the first word of \"command\"");
        }
        List<String> all = new ArrayList<>(words);
        all.set(0, found.get().toString());
        return List.copyOf(all);
    }

    private static Optional<Path> onPath(String program, Map<String, String> environment) {
        return Stream.of(path(environment).split(File.pathSeparator, -1))
                .filter(d -> !d.isEmpty())
                .map(d -> Path.of(d, program))
                .filter(f -> Files.isRegularFile(f) && Files.isExecutable(f))
                .findFirst();
    }

    private static String path(Map<String, String> environment) {
        return environment.getOrDefault("PATH", System.getenv().getOrDefault("PATH", ""));
    }
}
