package dev.seatrial.graph.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.graph.files.SourceTree;
import dev.seatrial.graph.files.Watcher;
import dev.seatrial.graph.infer.Analyzer;
import dev.seatrial.graph.model.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCacheTest {

    @TempDir
    private Path system;

    @TempDir
    private Path folder;

    private GraphCache cache;
    private Graph graph;

    @BeforeEach
    void oneService() throws IOException {
        Files.writeString(system.resolve("pom.xml"), "<project><artifactId>a</artifactId></project>");
        Files.writeString(system.resolve("Dockerfile"), "FROM scratch\n");
        cache = new GraphCache(folder.resolve("graph"), "build 1", Clock.systemUTC());
        graph = Analyzer.analyze(tree(), List.of());
        cache.keep(key(cache, List.of()), graph);
    }

    private SourceTree tree() throws IOException {
        return SourceTree.of(system, List.of());
    }

    private String key(GraphCache of, List<String> prefixes) throws IOException {
        return of.key(tree(), prefixes, Watcher.NONE).orElseThrow();
    }

    @Test
    void findsTheGraphOfAnUnchangedTree() throws IOException {
        assertThat(cache.find(key(cache, List.of()))).contains(graph);
    }

    @Test
    void aChangedFileAnotherOptionOrAnotherBuildIsAnotherKey() throws IOException {
        String before = key(cache, List.of());
        assertThat(key(cache, List.of("http://x"))).isNotEqualTo(before);
        assertThat(key(new GraphCache(folder, "build 2", Clock.systemUTC()), List.of()))
                .isNotEqualTo(before);
        var time = Files.getLastModifiedTime(system.resolve("pom.xml"));
        Files.writeString(system.resolve("pom.xml"), "<project><artifactId>b</artifactId></project>");
        Files.setLastModifiedTime(system.resolve("pom.xml"), time);
        assertThat(key(cache, List.of())).as("same size, same time").isNotEqualTo(before);
    }

    @Test
    void whatIsCorruptedCountsAsNotThere() throws IOException {
        String key = key(cache, List.of());
        Path file = folder.resolve("graph").resolve(key + ".json");
        String whole = Files.readString(file);
        for (String broken : List.of(
                "",
                "x",
                whole.substring(0, whole.length() - 3),
                whole.replace("pom.xml", "pom.xmk"),
                "\0".repeat(200))) {
            Files.writeString(file, broken);
            assertThat(cache.find(key)).isEmpty();
        }
        Files.delete(file);
        assertThat(cache.find(key)).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoProblem() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        GraphCache impossible = new GraphCache(file.resolve("below"), "build", Clock.systemUTC());
        impossible.keep("key", graph);
        assertThat(impossible.find("key")).isEmpty();
    }

    @Test
    void forgetsWhatNobodyAskedForInAMonth() throws IOException {
        String key = key(cache, List.of());
        GraphCache later =
                new GraphCache(cache.directory(), "build 1", Clock.offset(Clock.systemUTC(), Duration.ofDays(31)));
        later.keep("other", graph);
        assertThat(folder.resolve("graph").resolve(key + ".json")).doesNotExist();
    }
}
