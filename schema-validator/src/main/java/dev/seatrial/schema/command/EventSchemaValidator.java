package dev.seatrial.schema.command;

import dev.seatrial.schema.SchemaOptions;
import dev.seatrial.schema.input.EventSource;
import dev.seatrial.schema.input.EventSources;
import dev.seatrial.schema.output.Format;
import dev.seatrial.schema.output.Tally;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code event-schema-validator}: the same as {@code seatrial schema validate}. The plainest line, one file of events and one
 * schema, is read without picocli, which would be half of the start.
 */
public final class EventSchemaValidator {
    private EventSchemaValidator() {}

    /** Runs one line and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8));
        int code = run(arguments);
        System.out.flush();
        System.exit(code);
    }

    static int run(String[] arguments) {
        Optional<Line> plain = Line.of(arguments);
        if (plain.isPresent()) {
            return plain.get().run();
        }
        String[] all = new String[arguments.length + 1];
        all[0] = "validate";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return SchemaCommand.commandLine().execute(all);
    }

    /** {@code --event-file E --schema-file S}, in either order. */
    private record Line(String events, String schema) {

        static Optional<Line> of(String[] arguments) {
            String events = "";
            String schema = "";
            for (int i = 0; i + 1 < arguments.length; i += 2) {
                if (arguments[i].equals("--event-file") && events.isEmpty()) {
                    events = arguments[i + 1];
                } else if (arguments[i].equals("--schema-file") && schema.isEmpty()) {
                    schema = arguments[i + 1];
                }
            }
            return arguments.length == 4 && isPlain(events) && isPlain(schema)
                    ? Optional.of(new Line(events, schema))
                    : Optional.empty();
        }

        private static boolean isPlain(String name) {
            return !name.isEmpty() && !name.startsWith("-") && !name.startsWith("@") && name.indexOf('\0') < 0;
        }

        int run() {
            try {
                Judgement judgement = Judgement.either(Path.of(schema), SchemaOptions.DEFAULT);
                List<EventSource> sources = EventSources.find(List.of(events));
                Progress progress = new Progress(System.err, false, Progress.isTerminal());
                int threads = Runtime.getRuntime().availableProcessors();
                Tally tally = new Validation(
                                judgement,
                                SchemaOptions.DEFAULT.limits(),
                                Optional.empty(),
                                true,
                                threads,
                                ValidateCommand.MOST_PROBLEMS,
                                progress)
                        .run(sources);
                Format.TEXT.print(tally, System.out);
                return tally.exitCode();
            } catch (RuntimeException e) {
                return SchemaCommand.failed(e, new PrintWriter(System.err, true, StandardCharsets.UTF_8));
            }
        }
    }
}
