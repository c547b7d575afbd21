package dev.seatrial.environment.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

final class OnceTest {

    @TempDir
    Path directory;

    @Test
    void fillsADirectoryOnce() throws Exception {
        Path made = Once.made(directory.resolve("a/b"), d -> Files.writeString(d.resolve("f"), "first"));
        Once.made(directory.resolve("a/b"), d -> Files.writeString(d.resolve("f"), "second"));
        assertThat(made.resolve("f")).hasContent("first");
    }

    @Test
    void leavesNothingHalfFilled() throws IOException {
        assertThatThrownBy(() -> Once.made(directory.resolve("a"), d -> {
                    Files.writeString(d.resolve("f"), "half");
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void takesWhatAnotherRunMadeMeanwhile() throws Exception {
        Path wanted = directory.resolve("a");
        Path made = Once.made(wanted, d -> {
            Files.writeString(d.resolve("f"), "mine");
            Files.createDirectory(wanted);
            Files.writeString(wanted.resolve("f"), "theirs");
        });
        assertThat(made.resolve("f")).hasContent("theirs");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactly(wanted);
        }
    }

    @Test
    void unpacksLinksAndExecutables() throws IOException {
        TarXz.unpack(archive("bin/run", "bin/../bin/other"), directory);
        assertThat(directory.resolve("bin/run")).isExecutable().hasContent("ahoy");
        assertThat(directory.resolve("link")).isSymbolicLink();
    }

    @Test
    void refusesAnEntryThatWouldLandOutside() {
        assertThatThrownBy(() -> TarXz.unpack(archive("../evil"), directory.resolve("in")))
                .hasMessage("the entry ../evil would land outside of " + directory.resolve("in"));
        assertThat(directory.resolve("evil")).doesNotExist();
    }

    private static ByteArrayInputStream archive(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options(0)))) {
            for (String name : names) {
                TarArchiveEntry entry = new TarArchiveEntry(name, true);
                entry.setMode(0100755);
                entry.setSize(4);
                tar.putArchiveEntry(entry);
                tar.write("ahoy".getBytes(StandardCharsets.UTF_8));
                tar.closeArchiveEntry();
            }
            TarArchiveEntry link = new TarArchiveEntry("link", TarArchiveEntry.LF_SYMLINK);
            link.setLinkName("bin/run");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
