package dev.seatrial.cli;

import dev.seatrial.report.ConsoleWriter;
import dev.seatrial.report.Rejudge;
import dev.seatrial.report.Report;
import dev.seatrial.report.ReportJson;
import dev.seatrial.run.Checks;
import dev.seatrial.run.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges the recorded observations of a report again, without a system. */
@Command(
        name = "rejudge",
        mixinStandardHelpOptions = true,
        description = "Judges the recorded observations of a report again; starts nothing.")
final class RejudgeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "REPORT", description = "A report.json.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Rejudge.Rejudged again = new Rejudge(Checks.discover()).judge(read());
        out.print(new ConsoleWriter(Terminal.coloursOnOut()).text(again.report()));
        again.differences().forEach(difference -> out.println("differs: " + difference));
        if (again.differences().isEmpty()) {
            out.println("The same as recorded, outcome by outcome.");
        }
        return again.report().verdict().exitCode();
    }

    private Report read() {
        try {
            return ReportJson.read(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new UsageException("there is no file " + file, e);
        } catch (IOException e) {
            throw new UsageException(file + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + ": " + e.getMessage(), e);
        }
    }
}
