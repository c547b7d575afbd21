package dev.seatrial.graph.command;

import dev.seatrial.graph.config.BadFileException;
import java.io.PrintWriter;
import java.util.regex.PatternSyntaxException;

/** What is said of input that cannot be used; the exit code is that of a wrong use. */
final class Refusal {

    private Refusal() {}

    static int of(BadFileException e, PrintWriter err) {
        String.valueOf(e.getMessage()).lines().forEach(line -> err.println("seatrial: " + line));
        return Codes.USAGE;
    }

    /** Of a glob among the options about what is read. */
    static int of(PatternSyntaxException e, PrintWriter err) {
        err.println("seatrial: --exclude takes a glob as 'node_modules/*': " + e.getDescription() + " in '"
                + e.getPattern() + "'.");
        return Codes.USAGE;
    }
}
