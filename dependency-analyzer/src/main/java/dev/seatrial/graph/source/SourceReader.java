package dev.seatrial.graph.source;

import dev.seatrial.graph.config.Settings;
import dev.seatrial.graph.files.SourceFile;
import java.util.List;
import java.util.Set;

/** Reads the sources of one language, or of a few that share their rules. */
public interface SourceReader {

    /** Whether the file is of this reader's language. */
    boolean reads(SourceFile file);

    /**
     * Reads the files of one program together, as constants of one are used in another; adds what they say.
     *
     * @param files only files that {@link #reads} accepts, at least one
     * @param settings what the program's configuration and environment say
     * @param dependencies names of the libraries that its build declares
     */
    void read(List<SourceFile> files, Settings settings, Set<String> dependencies, SourceFacts facts);
}
