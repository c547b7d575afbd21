package dev.seatrial.cli;

import dev.seatrial.report.ToolVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/** Keeps the stack trace of a bug of ours in a file, and off the user's screen. */
final class CrashReport {

    private CrashReport() {}

    /** Writes the report and says, in words for the user, where it is. */
    static String write(Throwable bug, CommandLine line) {
        StringWriter trace = new StringWriter();
        bug.printStackTrace(new PrintWriter(trace));
        String head = "seatrial: a bug of Seatrial: " + bug + System.lineSeparator();
        try {
            Path file = Files.createTempFile("seatrial-crash-", ".txt");
            Files.writeString(
                    file,
                    "seatrial " + ToolVersion.get() + ", Java " + Runtime.version() + ", "
                            + System.getProperty("os.name") + System.lineSeparator() + "command: "
                            + line.getCommandSpec().qualifiedName() + System.lineSeparator() + trace);
            return head + "Please report it with the file " + file + ". What was started has been stopped.";
        } catch (IOException e) {
            return head + "Its stack trace could not be kept: " + e.getMessage();
        }
    }
}
