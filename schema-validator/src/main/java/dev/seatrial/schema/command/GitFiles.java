package dev.seatrial.schema.command;

import dev.seatrial.schema.input.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Files as they were in a revision of their git repository, with the schemas beside and below them, kept until closed. */
final class GitFiles implements AutoCloseable {
    private static final int MOST_FILES = 5_000;

    private final List<Path> kept = new ArrayList<>();

    /** A file that is there, or {@code REVISION:FILE}. */
    Path file(String name) {
        Path plain = Path.of(name);
        int colon = name.indexOf(':');
        if (Files.exists(plain) || colon < 1 || colon == name.length() - 1) {
            return plain;
        }
        String revision = name.substring(0, colon);
        Path wanted = Path.of(name.substring(colon + 1));
        Path parent = wanted.getParent();
        Path from = parent == null ? Path.of(".") : parent;
        if (!Files.isDirectory(from)) {
            throw unknown(name);
        }
        try {
            Path directory = Files.createTempDirectory("seatrial-schema");
            kept.add(directory);
            Path archive = directory.resolve("revision.zip");
            Process git = new ProcessBuilder("git", "archive", "--format=zip", "-0", "-o", archive.toString(), revision)
                    .directory(from.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (revision.startsWith("-") || git.waitFor() != 0) {
                throw unknown(name);
            }
            Path tree = Files.createDirectory(directory.resolve("tree"));
            unpack(archive, tree);
            Path found = tree.resolve(String.valueOf(wanted.getFileName()));
            if (!Files.isRegularFile(found)) {
                throw unknown(name);
            }
            return Files.copy(found, tree.resolve(revision.replace('/', '_') + ":" + wanted.getFileName()));
        } catch (IOException e) {
            throw new InputException(name, "git cannot be run, or what it gives cannot be kept");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InputException(name, "interrupted");
        }
    }

    private static InputException unknown(String name) {
        return new InputException(name, "there is no such file, and git knows no such revision of it");
    }

    private static void unpack(Path archive, Path tree) throws IOException {
        int files = 0;
        try (InputStream in = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = tree.resolve(entry.getName()).normalize();
                boolean wanted = !entry.isDirectory()
                        && file.startsWith(tree)
                        && entry.getName().matches("(?i).*\\.(json|ya?ml)");
                if (wanted && ++files <= MOST_FILES) {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    @Override
    public void close() {
        for (Path directory : kept) {
            try (Stream<Path> all = Files.walk(directory)) {
                all.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            } catch (IOException e) {
                directory.toFile().deleteOnExit();
            }
        }
    }
}
