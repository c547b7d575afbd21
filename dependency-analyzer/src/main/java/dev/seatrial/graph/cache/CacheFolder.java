package dev.seatrial.graph.cache;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where this user's caches are.
 *
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
 */
public final class CacheFolder {

    private CacheFolder() {}

    /**
     * The cache of this user and this build.
     *
     * @return empty where no folder is known, or where this is no packed build, so that two builds could not be told apart
     */
    public static Optional<GraphCache> cache(Map<String, String> environment, String home, String system) {
        Optional<Path> folder = of(environment, home, system);
        Optional<String> build = build();
        if (folder.isEmpty() || build.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new GraphCache(folder.get().resolve("graph"), build.get(), Clock.systemUTC()));
    }

    static Optional<Path> of(Map<String, String> environment, String home, String system) {
        try {
            String own = environment.getOrDefault("SEATRIAL_CACHE", "");
            if (!own.isBlank()) {
                return Optional.of(Path.of(own));
            }
            String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
            if (!xdg.isBlank() && Path.of(xdg).isAbsolute()) {
                return Optional.of(Path.of(xdg, "seatrial"));
            }
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            String name = system.toLowerCase(Locale.ROOT);
            if (name.contains("windows") && !local.isBlank()) {
                return Optional.of(Path.of(local, "seatrial", "cache"));
            } else if (home.isBlank()) {
                return Optional.empty();
            }
            return Optional.of(
                    name.contains("mac")
                            ? Path.of(home, "Library", "Caches", "seatrial")
                            : Path.of(home, ".cache", "seatrial"));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> build() {
        try {
            CodeSource source = CacheFolder.class.getProtectionDomain().getCodeSource();
            Path jar = Path.of(source.getLocation().toURI());
            if (!Files.isRegularFile(jar)) {
                return Optional.empty();
            }
            return Optional.of(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar))));
        } catch (URISyntaxException | IOException | NoSuchAlgorithmException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
