package dev.seatrial.graph.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reading that is ended from outside leaves behind. */
@Tag("processes")
class InterruptedReadingTest {

    @TempDir
    private Path folder;

    @Test
    void leavesNothingAndTheCacheAsItWas() throws IOException, InterruptedException {
        assumeFalse(System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows"), "no signals there");
        Path system = Files.createDirectories(folder.resolve("system"));
        // a native library is unpacked for it, into a folder whose name is no easy one
        Files.writeString(system.resolve("package.json"), "{\"name\": \"web\"}");
        Files.writeString(system.resolve("Dockerfile"), "FROM node:22\n");
        Files.writeString(system.resolve("index.js"), "fetch('http://web/x')");
        Path temporary = Files.createDirectories(folder.resolve("Über temp"));
        Path cache = Files.createDirectories(folder.resolve("cache"));
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                StoppedReading.class.getName(),
                system.toString(),
                cache.toString()));
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process reading = builder.redirectErrorStream(true).start();
        try (BufferedReader said = reading.inputReader()) {
            assertThat(said.readLine()).isEqualTo("reading");
            assertThat(temporary).as("the native library").isNotEmptyDirectory();
            // not INT: a process that is started in the background of a script inherits that this is ignored
            assertThat(new ProcessBuilder("kill", "-TERM", Long.toString(reading.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(reading.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(said.readLine()).as("no word, no stack trace").isNull();
        } finally {
            reading.destroyForcibly();
        }
        assertThat(reading.exitValue()).isEqualTo(143);
        assertThat(temporary).isEmptyDirectory();
        assertThat(cache).isEmptyDirectory();
    }
}
