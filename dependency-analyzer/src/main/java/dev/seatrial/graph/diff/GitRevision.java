package dev.seatrial.graph.diff;

import dev.seatrial.graph.config.BadFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The files of a git revision in a folder of their own, which goes when this is closed. The repository and its work tree
 * stay as they are.
 *
 * @see <a href="https://git-scm.com/docs/git-archive">git archive</a>
 */
record GitRevision(Path directory) implements AutoCloseable {

    private static final long MOST_BYTES = 4L << 30;

    /** @param spec {@code REV} or {@code REV:DIR} */
    static GitRevision of(String spec) throws BadFileException, IOException {
        if (spec.startsWith("-") || spec.isBlank()) {
            throw new BadFileException("'" + spec + "' is no directory, no JSON file and no git revision.");
        }
        Path directory = Files.createTempDirectory("seatrial-graph-");
        GitRevision revision = new GitRevision(directory);
        Thread hook = new Thread(revision::delete, "seatrial-graph-clean");
        Runtime.getRuntime().addShutdownHook(hook);
        boolean whole = false;
        try {
            revision.unpack(spec);
            whole = true;
            return revision;
        } finally {
            if (!whole) {
                revision.close();
            }
        }
    }

    private void unpack(String spec) throws BadFileException, IOException {
        Process git;
        Path problems = Files.createTempFile("seatrial-git-", ".txt");
        try {
            git = new ProcessBuilder(List.of("git", "archive", "--format=zip", "-0", spec))
                    .redirectError(problems.toFile())
                    .start();
        } catch (IOException e) {
            Files.deleteIfExists(problems);
            throw new BadFileException("'" + spec
                    + "' is no directory and no JSON file, and git, which would know whether it is a revision, cannot be started: "
                    + e.getMessage());
        }
        try (InputStream zip = git.getInputStream()) {
            unzip(zip);
            int code = git.waitFor();
            if (code != 0) {
                String said = Files.readString(problems, StandardCharsets.UTF_8)
                        .strip()
                        .replaceAll("(?s)\\R.*", "");
                throw new BadFileException("'" + spec
                        + "' is no directory, no JSON file and no git revision of the repository here ("
                        + said.replaceFirst("^fatal: ", "") + ").");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadFileException("stopped while git unpacked '" + spec + "'");
        } finally {
            git.destroy();
            Files.deleteIfExists(problems);
        }
    }

    private void unzip(InputStream in) throws IOException {
        long bytes = 0;
        ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            Path file = directory.resolve(entry.getName()).normalize();
            if (!file.startsWith(directory) || entry.isDirectory()) {
                continue;
            }
            Files.createDirectories(file.getParent());
            bytes += Files.copy(zip, file);
            if (bytes > MOST_BYTES) {
                throw new IOException("the revision holds more than 4 GiB");
            }
        }
        // what git may still write after the end of the archive
        in.skipNBytes(in.available());
    }

    private void delete() {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // a temporary folder; the system's own cleaning takes it
        }
    }

    @Override
    public void close() {
        delete();
    }
}
