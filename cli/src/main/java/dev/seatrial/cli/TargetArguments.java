package dev.seatrial.cli;

import dev.seatrial.target.Target;
import dev.seatrial.target.TargetFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments of every command that reads a target. */
final class TargetArguments {

    @Parameters(
            arity = "0..1",
            defaultValue = ".",
            paramLabel = "DIR",
            description = "The directory with seatrial.yaml, or the file itself. Default: here.")
    private Path path = Path.of(".");

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Sets a value over the file, such as payments.env.LOG_LEVEL=debug; may be repeated.")
    private List<String> settings = List.of();

    /**
     * The target as the file and the settings have it.
     *
     * @throws InvalidTargetException with everything that is wrong
     */
    Target read() {
        return InvalidTargetException.read(TargetFile.of(path).with(settings));
    }

    /** The same arguments, as words of a command. */
    List<String> words() {
        List<String> words = new ArrayList<>(List.of(path.toString()));
        settings.forEach(setting -> words.addAll(List.of("--set", setting)));
        return words;
    }
}
