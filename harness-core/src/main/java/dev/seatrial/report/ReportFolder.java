package dev.seatrial.report;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A folder that takes a report in several forms. Each file appears whole or not at all, and a form that cannot be
 * written keeps no other from being written.
 */
public final class ReportFolder {

    private final Path folder;

    /** A folder; it is made when the first report is written. */
    public ReportFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * What came of writing.
     *
     * @param files what was written
     * @param failures one sentence for each form that could not be written
     */
    public record Written(List<Path> files, List<String> failures) {
        public Written {
            files = List.copyOf(files);
            failures = List.copyOf(failures);
        }
    }

    /** Writes the report in these forms; those without a file are left out. */
    public Written write(Report report, Collection<? extends ReportWriter> writers) {
        List<Path> files = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (ReportWriter writer : writers) {
            writer.file().ifPresent(name -> {
                Path file = folder.resolve(name);
                try {
                    Files.createDirectories(folder);
                    replace(file, writer.text(report));
                    files.add(file);
                } catch (IOException e) {
                    failures.add("the report " + file + " could not be written: " + reason(e)
                            + "; free or name another folder with --report, the other forms are not affected");
                }
            });
        }
        return new Written(files, failures);
    }

    private static void replace(Path file, String text) throws IOException {
        Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), "." + file.getFileName(), ".part");
        try {
            Files.writeString(temporary, text);
            readableByAll(temporary);
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** A temporary file is its owner's alone; a report is for whoever may read the folder, a CI server among them. */
    private static void readableByAll(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission to write to " + e.getMessage();
        }
        if (e instanceof FileAlreadyExistsException) {
            return e.getMessage() + " is a file, expected a folder";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
