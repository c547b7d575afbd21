package dev.seatrial.schema.document;

import dev.seatrial.schema.json.Document;
import dev.seatrial.schema.json.JsonReader;
import dev.seatrial.schema.json.JsonSyntaxException;
import dev.seatrial.schema.json.Position;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads schema files, and only those it may. */
public final class SchemaFiles {
    private final JsonReader reader;
    private final List<Path> roots;

    SchemaFiles(JsonReader reader, List<Path> roots) {
        this.reader = reader;
        List<Path> real = new ArrayList<>();
        for (Path root : roots) {
            real.add(real(root));
        }
        this.roots = List.copyOf(real);
    }

    /** The URI that a file is known under. */
    public String uriOf(Path file) {
        return file.toAbsolutePath().normalize().toUri().toString();
    }

    /**
     * Reads a file.
     *
     * @throws BadSchemaException when there is none, it is too big, or it is no JSON or YAML
     */
    public Document read(Path file) {
        int most = reader.limits().schemaBytes();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw bad(
                        file,
                        Position.START,
                        "larger than the limit of " + most + " bytes for a schema (--max-schema-bytes)");
            }
            return Document.read(file.toString(), bytes, reader);
        } catch (JsonSyntaxException e) {
            throw bad(file, e.position(), e.what());
        } catch (NoSuchFileException e) {
            throw bad(file, Position.START, "there is no such file");
        } catch (IOException e) {
            throw bad(file, Position.START, Files.isDirectory(file) ? "is a directory" : "cannot be read");
        }
    }

    /** Why a reference may not read a file, if it may not. */
    Optional<String> refusal(Path file) {
        Path real = real(file);
        for (Path root : roots) {
            if (real.startsWith(root)) {
                return Optional.empty();
            }
        }
        return Optional.of(file.normalize() + " is outside " + roots + "; allow its directory with --allow");
    }

    /** The file that a relative reference names beside the document that holds it, where it may be read. */
    Optional<Path> beside(Document document, String reference) {
        int hash = reference.indexOf('#');
        String relative = hash < 0 ? reference : reference.substring(0, hash);
        try {
            Path directory =
                    Path.of(document.name()).toAbsolutePath().normalize().getParent();
            if (relative.isEmpty() || relative.contains(":") || directory == null) {
                return Optional.empty();
            }
            Path file = directory.resolve(relative).normalize();
            return Files.isRegularFile(file) && refusal(file).isEmpty() ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    private static BadSchemaException bad(Path file, Position position, String message) {
        return new BadSchemaException(List.of(new SchemaFlaw(file.toString(), position, "", message)));
    }
}
