package dev.seatrial.cli;

import dev.seatrial.environment.EnvironmentException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Files that a run needs only while it lasts. */
final class WorkFiles {

    private WorkFiles() {}

    /**
     * A fresh directory for logs and state of one run.
     *
     * @throws EnvironmentException if none can be made
     */
    static Path make() {
        try {
            return Files.createTempDirectory("seatrial-");
        } catch (IOException e) {
            throw new EnvironmentException(
                    "no directory for logs and state can be made below " + System.getProperty("java.io.tmpdir") + ": "
                            + e.getMessage()
                            + "\n  mend: free space there, or choose another with SEATRIAL_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER",
                    e);
        }
    }

    /** Deletes a directory and all in it; what cannot be deleted stays. */
    static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem)
                        throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // A file of a temporary directory that somebody still holds; the system's own cleaning takes it.
        }
    }
}
