package dev.seatrial.graph.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.graph.files.SourceTree;
import dev.seatrial.graph.files.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Compares, on checkouts of real applications, what is found with what is found when every program counts as large. */
@EnabledIfEnvironmentVariable(
        named = "SEATRIAL_GRAPH_APPLICATIONS",
        matches = ".+",
        disabledReason = "names a folder with checkouts of applications, which are not ours to ship")
class LargeProgramsTest {

    @Test
    void largeProgramsGiveTheSameGraph() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getenv("SEATRIAL_GRAPH_APPLICATIONS")))) {
            for (Path application : all.filter(Files::isDirectory).sorted().toList()) {
                SourceTree tree = SourceTree.of(application.toRealPath(), List.of());
                assertThat(Analyzer.study(tree, List.of(), Watcher.NONE, Analyzer.readers(0))
                                .graph())
                        .as(application.toString())
                        .isEqualTo(Analyzer.analyze(tree, List.of()));
            }
        }
    }
}
