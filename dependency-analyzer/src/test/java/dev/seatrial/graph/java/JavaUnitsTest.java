package dev.seatrial.graph.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.source.SourceFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaUnitsTest {

    @TempDir
    private Path folder;

    private final SourceFacts facts = SourceFacts.empty();

    private SourceFile file(String name, String text, int megabytes) throws IOException {
        Path path = folder.resolve(name);
        Files.writeString(path, text + "\n//" + ".".repeat(megabytes << 20));
        return new SourceFile(name, path);
    }

    private static List<String> names(JavaUnits units) {
        return units.relevant().keySet().stream().map(SourceFile::name).toList();
    }

    @Test
    void aProgramOfUsualSizeIsParsedWhole() throws IOException {
        List<SourceFile> files = List.of(file("A.java", "class A {}", 0), file("B.java", "class B {}", 0));
        assertThat(names(new JavaUnits(files, facts, Relevance.WHOLE))).containsExactly("A.java", "B.java");
    }

    @Test
    void ofALargeOneWhatMentionsNothingIsParsedWhenItsTypeIsAskedFor() throws IOException {
        SourceFile plain = file("A.java", "class A { int a; } // see https://example.org", 2);
        SourceFile caller = file("B.java", "class B { RestTemplate rest; String u = C.D.URL; }", 0);
        SourceFile constants = file("C.java", "interface C { class D { static String URL = \"payments\"; } }", 0);
        JavaUnits units = new JavaUnits(List.of(plain, caller, constants), facts, Relevance.WHOLE);

        assertThat(names(units)).containsExactly("B.java");
        assertThat(units.alsoDeclaring("D")).singleElement().asString().contains("\"payments\"");
        assertThat(units.alsoDeclaring("B")).as("known already").isEmpty();
        assertThat(units.alsoDeclaring("Unknown")).isEmpty();
        assertThat(facts.warnings()).isEmpty();
    }

    @Test
    void whatIsMoreThanMemoryHoldsIsNamed() throws IOException {
        List<SourceFile> files = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            files.add(file("F" + i + ".java", "class F" + i + " { RestTemplate rest; }", 10));
        }
        assertThat(names(new JavaUnits(files, facts, Relevance.WHOLE))).hasSize(3);
        assertThat(facts.warnings())
                .singleElement()
                .asString()
                .isEqualTo("F0.java: the program has more than 32 MiB of sources that matter; 1 files are left out");
    }
}
