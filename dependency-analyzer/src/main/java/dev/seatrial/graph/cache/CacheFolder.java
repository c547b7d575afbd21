package dev.seatrial.graph.cache;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

/** The cache of graphs among this user's caches. */
public final class CacheFolder {

    private CacheFolder() {}

    /**
     * The cache of this build.
     *
     * @param folder of all of this user's caches
     * @return empty where this is no packed build, so that two builds could not be told apart
     */
    public static Optional<GraphCache> cache(Path folder) {
        return build().map(build -> new GraphCache(folder.resolve("graph"), build, Clock.systemUTC()));
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
