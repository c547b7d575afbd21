package dev.seatrial.graph.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.graph.files.SourceTree;
import dev.seatrial.graph.files.Watcher;
import dev.seatrial.graph.model.Graph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small system, written file by file. */
final class SystemFiles {

    private final Path directory;

    SystemFiles(Path directory) {
        this.directory = directory;
    }

    SystemFiles with(String name, String text) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Spring Boot service with a name, a port and libraries. */
    SystemFiles service(String name, int port, String... libraries) {
        StringBuilder pom = new StringBuilder("<project><artifactId>" + name + "</artifactId><dependencies>");
        for (String library : libraries) {
            pom.append("<dependency><artifactId>").append(library).append("</artifactId></dependency>");
        }
        with(name + "/pom.xml", pom + "</dependencies></project>");
        return with(
                name + "/src/main/resources/application.yml",
                "spring:\n  application:\n    name: " + name + "\nserver:\n  port: " + port + "\n");
    }

    SystemFiles java(String service, String type, String text) {
        return with(service + "/src/main/java/" + type + ".java", text);
    }

    /** The graph, which is the same where every program counts as large. */
    Graph graph() {
        try {
            SourceTree tree = SourceTree.of(directory, List.of());
            Graph graph = Analyzer.analyze(tree, List.of());
            Graph large = Analyzer.study(tree, List.of(), Watcher.NONE, Analyzer.readers(0))
                    .graph();
            assertThat(parsed(large))
                    .as("the graph of the files that mention something, and of what these ask for")
                    .isEqualTo(parsed(graph));
            return graph;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without what is said of files that need not be parsed. */
    private static Graph parsed(Graph graph) {
        return new Graph(
                graph.components(),
                graph.edges(),
                graph.endpoints(),
                graph.outside(),
                graph.warnings().stream()
                        .filter(w -> !w.message().matches("no valid Java.*|not all of it is valid.*|nested too deep.*"))
                        .toList());
    }

    /** The edges as {@code from -> to kind METHOD path topic}. */
    List<String> edges() {
        return graph().edges().stream()
                .map(e -> (e.from() + " -> " + e.to() + " " + e.kind().word() + " " + e.method() + " " + e.path() + " "
                                + e.topic())
                        .strip()
                        .replaceAll("\\s+", " "))
                .toList();
    }

    List<String> components() {
        return graph().components().stream()
                .map(c -> c.name() + " " + c.kind().word())
                .toList();
    }
}
