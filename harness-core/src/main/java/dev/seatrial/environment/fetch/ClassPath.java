package dev.seatrial.environment.fetch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Jars of programs that Seatrial starts as processes of their own, from the user's Maven repository.
 *
 * @param jars absolute, in the order of the class path
 */
public record ClassPath(List<Path> jars) {

    public ClassPath {
        jars = List.copyOf(jars);
    }

    /**
     * Finds artifacts with their runtime dependencies; asks Maven's resolver only where no earlier answer still holds.
     *
     * @param coordinates as {@code group:artifact:version}
     * @param cache where answers are kept
     * @param progress hears what is fetched
     * @throws FetchException if they can be had neither from the local repository nor from a remote one
     */
    public static ClassPath of(List<String> coordinates, Path cache, FetchProgress progress) throws IOException {
        Path answer = cache.resolve("classpaths")
                .resolve(String.join("+", coordinates).replace(':', '_') + ".txt");
        if (Files.isReadable(answer)) {
            List<Path> jars = Files.readAllLines(answer).stream().map(Path::of).toList();
            if (!jars.isEmpty() && jars.stream().allMatch(Files::isRegularFile)) {
                return new ClassPath(jars);
            }
        }
        List<Path> jars = MavenRepository.ofUser(progress).resolve(coordinates);
        write(answer, jars.stream().map(Path::toString).toList());
        return new ClassPath(jars);
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = Files.createTempFile(file.getParent(), "new", ".txt");
        Files.write(fresh, lines);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** As {@code java -cp} takes it. */
    @Override
    public String toString() {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
