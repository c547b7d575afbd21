package dev.seatrial.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {

    @TempDir
    Path folder;

    @Test
    void writesEveryFormThatHasAFile() throws IOException {
        Path into = folder.resolve("mit Leerzeichen und Ümlaut");
        ReportFolder.Written written = new ReportFolder(into).write(SampleReport.rich(), ReportForms.files());

        assertThat(written.failures()).isEmpty();
        assertThat(written.files())
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("index.html", "report.json", "junit.xml", "summary.md", "report.sarif");
        try (var files = Files.list(into)) {
            assertThat(files).as("nothing half-written stays").hasSize(5);
        }
    }

    @Test
    void aFormThatCannotBeWrittenKeepsNoOtherFromBeingWritten() throws IOException {
        Path occupied = Files.createDirectories(folder.resolve("report.json/occupied"));
        ReportFolder.Written written = new ReportFolder(folder).write(SampleReport.rich(), ReportForms.files());

        assertThat(written.files()).hasSize(4);
        assertThat(written.failures())
                .singleElement()
                .asString()
                .startsWith("the report " + folder.resolve("report.json") + " could not be written: ")
                .endsWith("; free or name another folder with --report, the other forms are not affected");
        assertThat(occupied).exists();
    }

    @Test
    void aReportThatWasThereStaysWhenItsSuccessorFails() throws IOException {
        Path earned = Files.writeString(folder.resolve("report.json"), "earned");
        ReportWriter failing = writer("report.json", "\uD800 cannot be written as UTF-8");
        ReportFolder.Written written = new ReportFolder(folder).write(SampleReport.rich(), List.of(failing));

        assertThat(written.failures()).hasSize(1);
        assertThat(earned).hasContent("earned");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(earned);
        }
    }

    @Test
    void aFolderThatIsAFileIsSaidSo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(new ReportFolder(file)
                        .write(SampleReport.rich(), List.of(new JsonWriter()))
                        .failures())
                .singleElement()
                .asString()
                .contains("could not be written: " + file + " is a file, expected a folder");
    }

    @Test
    void anUnknownFormIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> ReportForms.named("pdf"))
                .hasMessage("there is no report form \"pdf\"; expected one of github, html, json, junit, markdown,"
                        + " sarif, text");
    }

    private static ReportWriter writer(String name, String text) {
        return new ReportWriter() {
            @Override
            public String id() {
                return "failing";
            }

            @Override
            public Optional<String> file() {
                return Optional.of(name);
            }

            @Override
            public String text(Report report) {
                return text;
            }
        };
    }
}
