package dev.seatrial.environment.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What killed runs left behind, where even their watchers were killed. */
public final class Leftovers {

    private Leftovers() {}

    /**
     * Ends the processes, containers and directories of every journalled run whose harness is gone.
     *
     * @param cache the directory where runs of one user meet
     * @param heard hears the id of each run that is cleared, before it is
     * @throws IOException if the journals cannot be read
     */
    public static void clear(Path cache, Consumer<String> heard) throws IOException {
        Path directory = Journal.directory(cache);
        if (!Files.isDirectory(directory)) {
            return;
        }
        for (Path journal : journals(directory)) {
            if (isOrphan(journal)) {
                String run = journal.getFileName().toString();
                heard.accept(run);
                Watcher.clear(journal, run);
            }
        }
    }

    private static List<Path> journals(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.getFileName().toString().matches("[0-9a-f]{20}"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isOrphan(Path journal) throws IOException {
        try (Stream<String> lines = Files.lines(journal)) {
            Optional<HostIdentity> harness = lines.findFirst().flatMap(HostIdentity::parse);
            return harness.isPresent() && !harness.get().mayBeAlive();
        } catch (java.nio.file.NoSuchFileException clearedMeanwhile) {
            return false;
        }
    }
}
