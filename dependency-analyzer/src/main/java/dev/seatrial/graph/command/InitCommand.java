package dev.seatrial.graph.command;

import dev.seatrial.graph.files.SourceTree;
import dev.seatrial.graph.init.TargetInit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seatrial init [DIR]}: a first {@code seatrial.yaml}. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Writes a first seatrial.yaml from a system's files; what they do not tell is marked TODO.")
public final class InitCommand implements Callable<Integer> {

    private static final String NAME = "seatrial.yaml";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The system's directory (default: .).")
    private Path directory = Path.of(".");

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description =
                    "Where to write; - for stdout. Default: seatrial.yaml in DIR. A file that exists stays as it is.")
    private @Nullable String output;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (!Files.isDirectory(directory)) {
            err.println("seatrial: no directory " + directory + ": name the directory that holds the services.");
            return Codes.USAGE;
        }
        boolean toStdout = "-".equals(output);
        Path file = output == null ? directory.resolve(NAME) : Path.of(output);
        if (!toStdout && Files.exists(file)) {
            return exists(file, err);
        }
        TargetInit written;
        try {
            SourceTree tree = SourceTree.of(directory.toRealPath(), sources.exclude);
            written = TargetInit.of(directory.toRealPath(), tree, sources.prefixes);
        } catch (PatternSyntaxException e) {
            return Refusal.of(e, err);
        }
        if (written.services() == 0) {
            err.println("seatrial: no service found in " + directory + "; nothing was written. 'seatrial graph "
                    + directory + "' says what was looked for.");
            return Codes.NOTHING_FOUND;
        } else if (toStdout) {
            out.print(written.text());
            out.flush();
            return Codes.OK;
        }
        try {
            Files.writeString(file, written.text(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            return exists(file, err);
        } catch (IOException e) {
            err.println("seatrial: " + file + " cannot be written: " + e + "; --output names another file.");
            return Codes.USAGE;
        }
        out.println("Wrote " + file + ": " + written.services() + " services, " + written.open()
                + " places marked TODO. Next: seatrial target " + file);
        out.flush();
        return Codes.OK;
    }

    private static int exists(Path file, PrintWriter err) {
        err.println("seatrial: " + file
                + " exists and stays as it is; --output - prints to stdout, --output FILE writes elsewhere.");
        return Codes.USAGE;
    }
}
