package dev.seatrial.graph.init;

import dev.seatrial.graph.files.SourceTree;
import dev.seatrial.graph.files.Watcher;
import dev.seatrial.graph.infer.Analyzer;
import dev.seatrial.graph.infer.Study;
import java.nio.file.Path;
import java.util.List;

/**
 * A first target file.
 *
 * @param text empty where there is no service
 * @param services how many services it has
 * @param open how many places are marked to be filled in
 */
public record TargetInit(String text, int services, int open) {

    /** Writes the text for a directory; touches no file. */
    public static TargetInit of(Path directory, SourceTree tree, List<String> prefixes) {
        Study study = Analyzer.study(tree, prefixes, Watcher.NONE);
        Path name = directory.getFileName();
        return TargetDraft.of(name == null ? "system" : name.toString(), tree, study);
    }
}
