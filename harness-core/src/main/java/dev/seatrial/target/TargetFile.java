package dev.seatrial.target;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code seatrial.yaml}, not yet read: where it is, what is to be set over it, and what surrounds it.
 *
 * @param path the file, or the directory that holds a {@code seatrial.yaml}
 * @param overrides {@code path=value}, such as {@code payments.env.DEFECT=charge-twice}; a first word that is no key of
 *     the file names a service
 * @param environment where {@code ${NAME}} is looked up
 * @param clock tells whether a waiver has expired
 */
public record TargetFile(Path path, List<String> overrides, Map<String, String> environment, Clock clock) {

    /** The name of a target file. */
    public static final String NAME = "seatrial.yaml";

    public TargetFile {
        overrides = List.copyOf(overrides);
        environment = Map.copyOf(environment);
    }

    /** A target file with the environment and the clock of this process. */
    public static TargetFile of(Path path) {
        return new TargetFile(path, List.of(), System.getenv(), Clock.systemUTC());
    }

    /** The same with these overrides. */
    public TargetFile with(List<String> more) {
        return new TargetFile(path, more, environment, clock);
    }

    /** The JSON Schema (2020-12) of the format, as plain maps and lists. */
    public static Map<String, Object> schema() {
        Map<String, Object> schema = new java.util.LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "seatrial.yaml");
        schema.put("description", "A system as Seatrial takes it to sea, format version 1.");
        schema.putAll(ShapeSchema.of(TargetShape.FILE_SHAPE));
        return schema;
    }

    /** Reads the file: a whole target, or all problems at once. Changes nothing. */
    public Parsed parse() {
        List<Problem> problems = new ArrayList<>();
        Path file = Files.isDirectory(path) ? path.resolve(NAME) : path;
        Optional<Target> target = read(file, problems);
        if (problems.isEmpty() && target.isPresent()) {
            return new Parsed.Valid(target.get());
        }
        return new Parsed.Invalid(problems.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList());
    }

    private Optional<Target> read(Path file, List<Problem> problems) {
        String name = file.toString();
        Optional<byte[]> bytes = bytes(file, name, problems);
        Optional<Tree> read = bytes.flatMap(b -> YamlText.read(name, b, problems));
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Tree tree = read.get();
        for (String override : overrides) {
            Setting.apply(override, tree, problems);
        }
        Path directory = file.toAbsolutePath().normalize().getParent();
        Surroundings around = new Surroundings(directory == null ? Path.of("/") : directory, environment, problems);
        Tree resolved = around.resolve(tree);
        new ShapeCheck(problems).check(TargetShape.FILE_SHAPE, resolved, "the target file");
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        return Optional.of(
                new TargetReader(around, directory == null ? Path.of("/") : directory, today, Branch.of(resolved))
                        .read());
    }

    private static Optional<byte[]> bytes(Path file, String name, List<Problem> problems) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(YamlText.MAX_BYTES + 1);
            if (bytes.length > YamlText.MAX_BYTES) {
                problems.add(new Problem(
                        name,
                        1,
                        1,
                        "the file has " + Files.size(file) + " bytes; a target file has at most " + YamlText.MAX_BYTES
                                + ". Is this the right file?",
                        ""));
                return Optional.empty();
            }
            return Optional.of(bytes);
        } catch (NoSuchFileException e) {
            problems.add(new Problem(
                    name, 1, 1, "no such file; a target is a directory with a " + NAME + ", or the file itself", ""));
        } catch (IOException e) {
            problems.add(new Problem(name, 1, 1, "cannot be read: " + e.getMessage(), ""));
        }
        return Optional.empty();
    }
}
