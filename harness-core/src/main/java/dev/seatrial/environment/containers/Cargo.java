package dev.seatrial.environment.containers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Files of a target that a container gets, where a process would find them: relative to {@code /app} as here to the
 * target's directory. They keep their times, by which a JVM knows the jar that a class data archive belongs to.
 *
 * @param root the target's directory
 * @param files absolute; what lies outside of the root lands in {@code /app} itself
 */
record Cargo(Path root, List<Path> files) {

    /** The working directory of a container with cargo. */
    static final String DIRECTORY = "/app";

    Cargo {
        files = List.copyOf(files);
    }

    /** A jar, with the class data archive of the same name beside it where there is one. */
    static Cargo ofJar(Path root, Path jar) {
        List<Path> files = new ArrayList<>(List.of(jar));
        Path archive = jar.resolveSibling(jar.getFileName().toString().replaceFirst("\\.jar$", "") + ".jsa");
        if (Files.isRegularFile(archive)) {
            files.add(archive);
        }
        return new Cargo(root, files);
    }

    /** Where a file lies, relative to {@link #DIRECTORY}. */
    String place(Path file) {
        Path base = root.toAbsolutePath().normalize();
        Path normal = file.toAbsolutePath().normalize();
        return normal.startsWith(base)
                ? base.relativize(normal).toString()
                : normal.getFileName().toString();
    }

    /** Writes all of it as a tar archive of {@link #DIRECTORY}. */
    void writeTo(OutputStream out) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            TreeSet<String> directories = new TreeSet<>();
            for (Path file : files) {
                Path parent = Path.of(place(file)).getParent();
                for (; parent != null; parent = parent.getParent()) {
                    directories.add(parent + "/");
                }
            }
            for (String directory : directories) {
                tar.putArchiveEntry(new TarArchiveEntry(directory));
                tar.closeArchiveEntry();
            }
            for (Path file : files) {
                TarArchiveEntry entry = new TarArchiveEntry(file.toFile(), place(file));
                entry.setMode(0_644);
                tar.putArchiveEntry(entry);
                try (InputStream in = Files.newInputStream(file)) {
                    in.transferTo(tar);
                }
                tar.closeArchiveEntry();
            }
        }
    }
}
