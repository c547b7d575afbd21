package dev.seatrial.environment.cache;

import java.nio.file.Path;
import java.util.Map;

/** Finds the directory that outlives runs. */
public final class CacheDirectory {

    /** The environment variable that names another directory. */
    public static final String VARIABLE = "SEATRIAL_CACHE";

    private CacheDirectory() {}

    /** The directory for this user: {@code $SEATRIAL_CACHE}, else {@code ~/.cache/seatrial}. It need not exist. */
    public static Path locate() {
        return locate(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /** The same for a user with this environment and home. */
    public static Path locate(Map<String, String> environment, Path home) {
        String named = environment.getOrDefault(VARIABLE, "");
        Path directory = named.isBlank() ? home.resolve(".cache").resolve("seatrial") : Path.of(named);
        return directory.toAbsolutePath().normalize();
    }
}
