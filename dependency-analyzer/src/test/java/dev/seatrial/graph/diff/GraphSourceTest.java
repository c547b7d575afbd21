package dev.seatrial.graph.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.graph.cache.GraphCache;
import dev.seatrial.graph.cache.GraphReading;
import dev.seatrial.graph.files.Watcher;
import dev.seatrial.graph.model.Component;
import dev.seatrial.graph.model.Graph;
import dev.seatrial.graph.model.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphSourceTest {

    private static final Graph KEPT = new Graph(
            List.of(new Component("from-the-cache", Kind.SERVICE, "a test")),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    @TempDir
    private Path system;

    @TempDir
    private Path folder;

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void oneService() throws IOException {
        Files.writeString(system.resolve("pom.xml"), "<project><artifactId>a</artifactId></project>");
        Files.writeString(system.resolve("Dockerfile"), "FROM scratch\n");
    }

    private GraphReading reading(Optional<GraphCache> cache) {
        return new GraphReading(List.of(), List.of(), cache, (what, done, of) -> told.add(what));
    }

    @Test
    void takesAnUnchangedDirectoryFromTheCacheAndTellsHowFarItIs() throws Exception {
        GraphCache cache = new GraphCache(folder, "build", Clock.systemUTC());
        GraphSource source = new GraphSource(reading(Optional.of(cache)));

        assertThat(source.read(system.toString()).components())
                .extracting(c -> c.name())
                .containsExactly("a");
        assertThat(told).containsExactlyInAnyOrder("files found", "files compared", "programs read");

        GraphReading same = reading(Optional.of(cache));
        cache.keep(cache.key(same.tree(system), List.of(), Watcher.NONE).orElseThrow(), KEPT);
        assertThat(source.read(system.toString())).isEqualTo(KEPT);
        Files.writeString(system.resolve("Dockerfile"), "FROM scratch\nEXPOSE 80\n");
        assertThat(source.read(system.toString())).isNotEqualTo(KEPT);
    }

    @Test
    void keepsNothingWithoutACache() throws Exception {
        new GraphSource(reading(Optional.empty())).read(system.toString());
        assertThat(told).doesNotContain("files compared");
        assertThat(folder).isEmptyDirectory();
    }
}
