package dev.seatrial.environment.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CacheDirectoryTest {

    private static final Path HOME = Path.of("/home/ann");

    @Test
    void liesInTheUsersHomeUnlessNamed() {
        assertThat(CacheDirectory.locate(Map.of(), HOME)).hasToString("/home/ann/.cache/seatrial");
        assertThat(CacheDirectory.locate(Map.of("SEATRIAL_CACHE", " "), HOME)).hasToString("/home/ann/.cache/seatrial");
        assertThat(CacheDirectory.locate(Map.of("SEATRIAL_CACHE", "/var/cache/../sea trial"), HOME))
                .hasToString("/var/sea trial");
    }
}
