package dev.seatrial.environment.fetch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories that are made once and then used by every run. */
public final class Once {

    private Once() {}

    /** Fills an empty directory. */
    @FunctionalInterface
    public interface Filler {
        void fill(Path directory) throws IOException, InterruptedException;
    }

    /**
     * The directory, made by {@code filler} if it is not there. Two runs may both make it; one of the two then stays, and
     * nobody ever sees half of it.
     *
     * @throws IOException if it cannot be made
     */
    public static Path made(Path directory, Filler filler) throws IOException, InterruptedException {
        if (Files.isDirectory(directory)) {
            return directory;
        }
        Files.createDirectories(directory.getParent());
        Path fresh = Files.createTempDirectory(directory.getParent(), "new");
        try {
            filler.fill(fresh);
            Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!(Files.isDirectory(directory) && isOccupied(e))) {
                throw e;
            }
        } finally {
            delete(fresh);
        }
        return directory;
    }

    private static boolean isOccupied(IOException e) {
        return e instanceof FileAlreadyExistsException
                || e instanceof java.nio.file.DirectoryNotEmptyException
                || String.valueOf(e.getMessage()).contains("not empty");
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(directory)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : deepestFirst) {
            Files.deleteIfExists(one);
        }
    }
}
