package dev.seatrial.report;

import java.util.Optional;

/** The report as JSON: everything there is, for programs and for {@code seatrial rejudge}. */
public final class JsonWriter implements ReportWriter {

    @Override
    public String id() {
        return "json";
    }

    @Override
    public Optional<String> file() {
        return Optional.of("report.json");
    }

    @Override
    public String text(Report report) {
        return ReportJson.write(report);
    }
}
