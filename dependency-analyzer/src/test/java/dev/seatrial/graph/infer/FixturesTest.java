package dev.seatrial.graph.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small systems, each with the exact graph that it has: a text a system, {@code == path} before each file, {@code ==
 * expected} before the edges, endpoints, outside hosts and warnings.
 */
class FixturesTest {

    @TempDir
    private Path directory;

    static List<String> fixtures() throws IOException, URISyntaxException {
        try (Stream<Path> all = Files.list(folder())) {
            return all.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(FixturesTest.class.getResource("/fixtures").toURI());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void hasExactlyTheExpectedGraph(String fixture) throws IOException, URISyntaxException {
        SystemFiles system = new SystemFiles(directory);
        List<String> expected = List.of();
        String text = Files.readString(folder().resolve(fixture));
        for (String section : text.split("(?m)^== ", -1)) {
            int end = section.indexOf('\n');
            String name = end < 0 ? "" : section.substring(0, end).strip();
            if (name.equals("expected")) {
                expected = section.substring(end + 1)
                        .lines()
                        .filter(l -> !l.isBlank())
                        .toList();
            } else if (!name.isEmpty() && !section.startsWith("#")) {
                system.with(name, section.substring(end + 1));
            }
        }
        List<String> found = lines(system);
        if (System.getenv("SHOW_FIXTURES") != null) {
            show(fixture, found);
        }
        assertThat(found)
                .as(fixture)
                .containsExactlyElementsOf(expected.stream().sorted().toList());
    }

    private static void show(String fixture, List<String> found) {
        try {
            Files.write(Path.of(System.getenv("SHOW_FIXTURES")).resolve(fixture), found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(SystemFiles system) {
        var graph = system.graph();
        List<String> lines = new ArrayList<>();
        graph.edges()
                .forEach(e -> lines.add(words(
                        "edge",
                        e.from(),
                        "->",
                        e.to(),
                        e.kind().word(),
                        e.method(),
                        e.path(),
                        e.topic(),
                        "(" + e.place() + ")")));
        graph.endpoints()
                .forEach(e ->
                        lines.add(words("endpoint", e.role().word(), e.component(), e.method(), e.base() + e.path())));
        graph.outside().forEach(o -> lines.add(words("outside", o.from(), o.host())));
        graph.warnings().forEach(w -> lines.add("warning " + w));
        return lines.stream().sorted().toList();
    }

    private static String words(String... words) {
        return String.join(" ", Arrays.stream(words).filter(w -> !w.isEmpty()).toList());
    }
}
