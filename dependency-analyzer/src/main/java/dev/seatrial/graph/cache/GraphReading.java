package dev.seatrial.graph.cache;

import dev.seatrial.graph.files.SourceTree;
import dev.seatrial.graph.files.Watcher;
import dev.seatrial.graph.infer.Analyzer;
import dev.seatrial.graph.model.Graph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads the graph of a directory, or finds it where the same files were read before.
 *
 * @param prefixes as {@code --service-prefix}
 * @param exclude as {@code --exclude}
 * @param cache empty where nothing is to be kept
 */
public record GraphReading(List<String> prefixes, List<String> exclude, Optional<GraphCache> cache, Watcher watcher) {

    /**
     * The files of a directory that would be read.
     *
     * @throws IOException when the directory cannot be read
     * @throws java.util.regex.PatternSyntaxException when a glob is none
     */
    public SourceTree tree(Path directory) throws IOException {
        return SourceTree.of(directory.toRealPath(), exclude, watcher);
    }

    /** The graph of the files. */
    public Graph graph(SourceTree tree) {
        Optional<String> key = cache.flatMap(c -> c.key(tree, prefixes, watcher));
        Optional<Graph> known = cache.flatMap(c -> key.flatMap(c::find));
        if (known.isPresent()) {
            return known.get();
        }
        Graph graph = Analyzer.analyze(tree, prefixes, watcher);
        cache.ifPresent(c -> key.ifPresent(k -> c.keep(k, graph)));
        return graph;
    }
}
