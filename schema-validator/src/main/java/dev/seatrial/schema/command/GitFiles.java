package dev.seatrial.schema.command;

import dev.seatrial.schema.input.InputException;
import dev.seatrial.schema.json.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files as they were in a revision of the git repository of the working directory, kept until closed. */
final class GitFiles implements AutoCloseable {
    private final List<Path> kept = new ArrayList<>();

    /** A file that is there, or {@code REVISION:FILE}. */
    Path file(String name) {
        Path plain = Path.of(name);
        int colon = name.indexOf(':');
        if (Files.exists(plain) || colon < 1) {
            return plain;
        }
        Path relative = Path.of(name.substring(colon + 1));
        try {
            Path directory = Files.createTempDirectory("seatrial-schema");
            Path file = directory.resolve(
                    name.substring(0, colon).replaceAll("[^A-Za-z0-9._-]", "_") + "-" + relative.getFileName());
            kept.add(file);
            kept.add(directory);
            Process git = new ProcessBuilder(
                            "git", "show", "--end-of-options", name.substring(0, colon) + ":./" + relative)
                    .redirectOutput(file.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (git.waitFor() != 0) {
                throw new InputException(
                        name, Position.START, "there is no such file, and git knows no such revision of it");
            }
            return file;
        } catch (IOException e) {
            throw new InputException(name, Position.START, "git cannot be run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InputException(name, Position.START, "interrupted");
        }
    }

    @Override
    public void close() {
        for (Path path : kept) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                path.toFile().deleteOnExit();
            }
        }
    }
}
