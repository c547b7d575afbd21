package dev.seatrial.schema;

import dev.seatrial.schema.command.SchemaCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A run of the command in this JVM.
 *
 * @param exit its exit code
 * @param out what it wrote on standard output
 * @param err what it wrote on standard error
 */
record CommandRun(int exit, String out, String err) {

    static CommandRun of(String... arguments) {
        return of(new byte[0], arguments);
    }

    static synchronized CommandRun of(byte[] input, String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        InputStream in = System.in;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setIn(new ByteArrayInputStream(input));
            System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int exit = SchemaCommand.commandLine().execute(arguments);
            return new CommandRun(
                    exit, written.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(in);
            System.setOut(out);
            System.setErr(err);
        }
    }

    String all() {
        return out + err;
    }
}
