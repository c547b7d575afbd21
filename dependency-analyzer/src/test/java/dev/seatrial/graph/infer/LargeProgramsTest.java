package dev.seatrial.graph.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.graph.files.SourceTree;
import dev.seatrial.graph.files.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares, on the example and on checkouts of other applications where SEATRIAL_GRAPH_APPLICATIONS names a folder of
 * them, what is found with what is found when every program counts as large.
 */
class LargeProgramsTest {

    @Test
    void largeProgramsGiveTheSameGraph() throws IOException {
        for (Path application : applications()) {
            SourceTree tree = SourceTree.of(application.toRealPath(), List.of());
            assertThat(Analyzer.study(tree, List.of(), Watcher.NONE, Analyzer.readers(0))
                            .graph())
                    .as(application.toString())
                    .isEqualTo(Analyzer.analyze(tree, List.of()));
        }
    }

    private static List<Path> applications() throws IOException {
        List<Path> applications = new ArrayList<>(List.of(Path.of("..", "examples", "shop")));
        String folder = System.getenv("SEATRIAL_GRAPH_APPLICATIONS");
        if (folder != null) {
            try (Stream<Path> all = Files.list(Path.of(folder))) {
                all.filter(Files::isDirectory).sorted().forEach(applications::add);
            }
        }
        return applications;
    }
}
