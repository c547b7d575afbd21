package dev.seatrial.schema.command;

import dev.seatrial.schema.document.BadSchemaException;
import dev.seatrial.schema.input.InputException;
import dev.seatrial.schema.json.LimitException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code seatrial schema}: everything about event schemas. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Event schemas: validate events, compare versions, lint, infer, sample.",
        subcommands = {
            ValidateCommand.class,
            CompatCommand.class,
            LintCommand.class,
            InferCommand.class,
            SampleCommand.class
        })
public final class SchemaCommand {

    /** The command with its exit codes and messages, to be run by itself or below another. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new SchemaCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((exception, command, result) -> failed(exception, command.getErr()));
        line.setParameterExceptionHandler((exception, arguments) -> {
            CommandLine command = exception.getCommandLine();
            System.err.println(exception.getMessage());
            System.err.println("Run '" + command.getCommandSpec().qualifiedName() + " --help' for the options.");
            return 2;
        });
        return line;
    }

    /**
     * Says on {@code err} what is wrong with a schema or an input, without a stack trace.
     *
     * @return whether the exception was of that kind; if not, nothing was said
     */
    public static boolean explain(Exception exception, PrintWriter err) {
        if (exception instanceof BadSchemaException bad) {
            bad.flaws().forEach(flaw -> err.println("bad schema: " + flaw));
            return true;
        }
        if (exception instanceof InputException bad) {
            err.println(bad.getMessage());
            return true;
        }
        if (exception instanceof LimitException beyond) {
            err.println("too costly: " + beyond.getMessage());
            return true;
        }
        return false;
    }

    static int failed(Exception exception, PrintWriter err) {
        if (explain(exception, err)) {
            return 2;
        }
        err.println("internal error, please report it: " + exception);
        return 70;
    }

    /** Runs {@code schema} by itself. */
    public static void main(String[] arguments) {
        System.setOut(new PrintStream(
                new java.io.FileOutputStream(java.io.FileDescriptor.out), false, StandardCharsets.UTF_8));
        int code = commandLine().execute(arguments);
        System.out.flush();
        System.exit(code);
    }
}
