package dev.seatrial.graph.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which scripts were written by people. */
class SourceTreeTest {

    private static final String CALL = "fetch('http://orders/orders');";

    @TempDir
    private Path directory;

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    @Test
    void scriptsWithTheLinesOfAToolAreMinified() throws IOException {
        write("library.js", "/* a library\n * of\n * others\n */\n" + CALL.repeat(400));
        write("packed.mjs", (CALL.repeat(10) + "\n").repeat(40));
        write("plain.min.js", CALL);

        SourceTree tree = SourceTree.of(directory, List.of());

        assertThat(tree.files()).isEmpty();
        assertThat(tree.skipped())
                .containsExactly(
                        new Skipped("library.js", "minified"),
                        new Skipped("packed.mjs", "minified"),
                        new Skipped("plain.min.js", "minified"));
    }

    @Test
    void scriptsOfPeopleAreReadHoweverLongALineIs() throws IOException {
        write("long.js", (CALL + "\n").repeat(400));
        write("one-line.js", CALL.repeat(100));
        write("table.js", CALL.repeat(100) + "\n" + (CALL + "\n").repeat(1000));
        write("wide.ts", CALL.repeat(400));

        SourceTree tree = SourceTree.of(directory, List.of());

        assertThat(tree.files())
                .extracting(SourceFile::name)
                .containsExactly("long.js", "one-line.js", "table.js", "wide.ts");
        assertThat(tree.skipped()).isEmpty();
    }
}
