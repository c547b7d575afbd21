package dev.seatrial.graph.diff;

import dev.seatrial.graph.cache.GraphReading;
import dev.seatrial.graph.config.BadFileException;
import dev.seatrial.graph.model.Graph;
import dev.seatrial.graph.output.JsonGraph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a graph comes from: a directory, a file or a git revision. */
public record GraphSource(GraphReading reading) {

    /**
     * Reads a graph from a directory, from a JSON file that {@code --output-format json} wrote, or from a git revision
     * ({@code REV} or {@code REV:DIR}) of the repository around the current directory.
     *
     * @throws BadFileException when it is none of them, or cannot be understood; says why
     * @throws IOException when a directory cannot be read
     */
    public Graph read(String spec) throws BadFileException, IOException {
        Path path = path(spec);
        if (path != null && Files.isDirectory(path)) {
            return analyze(path);
        } else if (path != null && Files.isRegularFile(path)) {
            try {
                return JsonGraph.read(Files.readString(path, StandardCharsets.UTF_8));
            } catch (BadFileException e) {
                throw new BadFileException(spec + ": " + e.getMessage());
            } catch (IOException e) {
                throw new BadFileException(spec + " cannot be read as UTF-8: " + e.getMessage());
            }
        }
        try (GitRevision revision = GitRevision.of(spec)) {
            return analyze(revision.directory());
        }
    }

    private Graph analyze(Path directory) throws IOException {
        return reading.graph(reading.tree(directory));
    }

    @org.jspecify.annotations.Nullable
    private static Path path(String spec) {
        try {
            return Path.of(spec);
        } catch (java.nio.file.InvalidPathException e) {
            return null;
        }
    }
}
