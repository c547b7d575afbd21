package dev.seatrial.cli;

import dev.seatrial.report.ConsoleWriter;
import dev.seatrial.report.Report;
import dev.seatrial.report.ReportFolder;
import dev.seatrial.report.ReportForms;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Brings a report to where its reader looks: stdout, and a folder of files. */
final class ReportOutput {

    private ReportOutput() {}

    /**
     * Writes the report.
     *
     * @param form {@code text} for the console's, or the id of another form
     * @return whether every file could be written
     */
    static boolean write(Report report, String form, Path folder, PrintWriter out, PrintWriter err) {
        out.print(
                form.equals("text")
                        ? new ConsoleWriter(Terminal.coloursOnOut()).text(report)
                        : ReportForms.named(form).text(report));
        out.flush();
        ReportFolder.Written written = new ReportFolder(folder).write(report, ReportForms.files());
        List<Path> files = written.files();
        if (!files.isEmpty()) {
            err.println("Report: " + shown(folder.resolve("index.html")) + " (and "
                    + String.join(
                            ", ",
                            files.stream()
                                    .map(f -> f.getFileName().toString())
                                    .filter(f -> !f.equals("index.html"))
                                    .toList())
                    + ")");
        }
        written.failures().forEach(failure -> err.println("seatrial: " + failure));
        err.flush();
        return written.failures().isEmpty();
    }

    /** The path as short as it can be typed. */
    static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
    }
}
