package dev.seatrial.cli;

import dev.seatrial.target.Target;
import dev.seatrial.target.TargetFile;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads a target file and says what it describes; starts nothing. */
@Command(
        name = "target",
        mixinStandardHelpOptions = true,
        description = "Reads a target file, says what it describes, and starts nothing.")
final class TargetCommand implements Callable<Integer> {

    @Mixin
    private TargetArguments arguments = new TargetArguments();

    @Option(names = "--schema", description = "Prints the JSON Schema of the file, for editors, and reads nothing.")
    private boolean schema;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (schema) {
            out.println(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(TargetFile.schema()));
            return ExitCode.OK;
        }
        Target target = arguments.read();
        out.println(target.system() + ": " + target.services().size() + " services, "
                + target.resources().size() + " resources, " + target.links().size() + " links, "
                + target.journeys().size() + " journeys, profile " + target.profile());
        target.links().forEach(link -> out.println("  " + link.consumer() + " -> " + link.provider()));
        return ExitCode.OK;
    }
}
