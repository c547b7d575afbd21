package dev.seatrial.cli;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.graph.command.GraphCommand;
import dev.seatrial.graph.command.InitCommand;
import dev.seatrial.report.ToolVersion;
import dev.seatrial.run.UsageException;
import dev.seatrial.schema.command.SchemaCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The program {@code seatrial}. Exit codes are those of every command: see {@link ExitCode}. */
@Command(
        name = "seatrial",
        mixinStandardHelpOptions = true,
        versionProvider = Seatrial.Version.class,
        description = "Takes a system of microservices to sea before its passengers board.",
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = false,
        footerHeading = "%nExit codes: ",
        footer = {
            "0 conforms or gate open, 1 violates or gate shut, 2 usage or bad",
            "            input, 3 inconclusive, 4 environment failed, 70 a bug of Seatrial."
        },
        subcommands = {
            VerifyCommand.class,
            RejudgeCommand.class,
            ShipCommand.class,
            TargetCommand.class,
            ChecksCommand.class,
            SchemaCommand.class,
            GraphCommand.class,
            InitCommand.class,
            ProxyCommand.class
        })
public final class Seatrial {

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        int code = commandLine().execute(args);
        System.out.flush();
        System.err.flush();
        // Threads of libraries may still run; what Seatrial started is closed by now.
        Runtime.getRuntime().exit(code);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Seatrial())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        Terminal.coloursOnOut() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler((e, line, parsed) -> failed(e, line))
                .setParameterExceptionHandler((e, args) -> misused(e));
    }

    private static int misused(ParameterException e) {
        CommandLine line = e.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("seatrial: " + String.valueOf(e.getMessage()).replace("is not a long", "is not a whole number"));
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Run '" + line.getCommandSpec().qualifiedName() + " --help' for what it takes.");
        return ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine line) {
        PrintWriter err = line.getErr();
        if (e instanceof InvalidTargetException invalid) {
            invalid.problems().forEach(err::println);
            int count = invalid.problems().size();
            err.println(count == 1 ? "1 problem; nothing was started." : count + " problems; nothing was started.");
            return ExitCode.USAGE;
        } else if (e instanceof UsageException) {
            err.println("seatrial: " + e.getMessage());
            return ExitCode.USAGE;
        } else if (e instanceof EnvironmentException) {
            err.println("seatrial: " + e.getMessage());
            return ExitCode.ENVIRONMENT;
        } else if (e instanceof InterruptedException) {
            err.println("seatrial: stopped");
            return ExitCode.INTERRUPTED;
        } else if (SchemaCommand.explain(e, err)) {
            return ExitCode.USAGE;
        }
        err.println(CrashReport.write(e, line));
        return ExitCode.BUG;
    }

    /** Says which version this is. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "seatrial " + ToolVersion.get() + " (Java " + Runtime.version() + ")",
            };
        }
    }
}
