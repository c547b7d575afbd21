package dev.seatrial.environment.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CargoTest {

    @TempDir
    Path system;

    private Path file(String name, String content) throws Exception {
        Path file = system.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    @Test
    void laysAJarWhereAProcessWouldFindItWithItsClassDataAndTheirTimes() throws Exception {
        Path jar = file("Über See/target/orders.jar", "jar");
        file("Über See/target/orders.jsa", "class data");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
        Cargo cargo = Cargo.ofJar(system, jar);

        Map<String, TarArchiveEntry> entries = new LinkedHashMap<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        cargo.writeTo(bytes);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.put(entry.getName(), entry);
            }
        }

        assertThat(entries.keySet())
                .containsExactly(
                        "Über See/", "Über See/target/", "Über See/target/orders.jar", "Über See/target/orders.jsa");
        TarArchiveEntry laid = entries.get("Über See/target/orders.jar");
        assertThat(laid.getLastModifiedTime().toInstant()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(laid.getMode() & 0_777).isEqualTo(0_644);
    }

    @Test
    void laysAJarFromElsewhereIntoTheWorkingDirectoryItself() throws Exception {
        Path jar = file("elsewhere/a.jar", "jar");

        assertThat(Cargo.ofJar(system.resolve("system"), jar).place(jar)).isEqualTo("a.jar");
    }
}
