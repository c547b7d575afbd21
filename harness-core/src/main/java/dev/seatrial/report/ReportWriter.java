package dev.seatrial.report;

import java.util.Optional;

/** Writes a report in one form. Found by {@link java.util.ServiceLoader}; two with one id is an error that names both. */
public interface ReportWriter {

    /** Names the form, such as {@code html}. */
    String id();

    /** The name of its file in the report folder; absent where the form belongs on stdout. */
    Optional<String> file();

    /** The whole report in this form. */
    String text(Report report);
}
