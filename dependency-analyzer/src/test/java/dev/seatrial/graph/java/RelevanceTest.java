package dev.seatrial.graph.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelevanceTest {

    @TempDir
    private Path folder;

    private final List<Warning> warnings = new ArrayList<>();

    private SourceFile file(String name, String text, int megabytes) throws IOException {
        Path path = folder.resolve(name);
        Files.writeString(path, text + "\n//" + ".".repeat(megabytes << 20));
        return new SourceFile(name, path);
    }

    @Test
    void aProgramOfUsualSizeIsParsedWhole() throws IOException {
        List<SourceFile> files = List.of(file("A.java", "class A {}", 0), file("B.java", "class B {}", 0));
        assertThat(Relevance.of(files, warnings)).isEqualTo(files);
    }

    @Test
    void ofALargeOneWhatMentionsNothingIsLeftUnparsed() throws IOException {
        SourceFile plain = file("A.java", "class A { int a; } // see https://example.org", 2);
        SourceFile caller = file("B.java", "class B { RestTemplate rest; }", 0);
        SourceFile constants = file("C.java", "interface C { String URL = \"payments\"; }", 0);
        assertThat(Relevance.of(List.of(plain, caller, constants), warnings)).containsExactly(caller, constants);
        assertThat(warnings).isEmpty();
    }

    @Test
    void whatIsMoreThanMemoryHoldsIsNamed() throws IOException {
        List<SourceFile> files = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            files.add(file("F" + i + ".java", "class F" + i + " { RestTemplate rest; }", 15));
        }
        assertThat(Relevance.of(files, warnings)).hasSize(3);
        assertThat(warnings)
                .singleElement()
                .asString()
                .isEqualTo(
                        "F2.java: the program has more than 48 MiB of sources that matter; 1 files after this one are left out");
    }
}
