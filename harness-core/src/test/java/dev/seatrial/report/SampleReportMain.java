package dev.seatrial.report;

import java.nio.file.Path;

/** Writes the sample to a folder, to look at. */
final class SampleReportMain {
    public static void main(String[] args) {
        System.out.println(new ReportFolder(Path.of(args[0])).write(SampleReport.rich(), ReportForms.files()));
        System.out.print(new ConsoleWriter(args.length > 1).text(SampleReport.rich()));
    }
}
