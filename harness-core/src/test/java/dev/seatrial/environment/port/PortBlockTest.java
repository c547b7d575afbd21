package dev.seatrial.environment.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PortBlockTest {

    @TempDir
    Path cache;

    @Test
    void givesTwoRunsDifferentPortsBelowThoseOfOutgoingConnections() throws IOException {
        Set<Integer> given = new HashSet<>();
        try (PortBlock one = PortBlock.reserve(cache);
                PortBlock other = PortBlock.reserve(cache)) {
            for (int i = 0; i < 100; i++) {
                assertThat(given.add(one.next())).isTrue();
                assertThat(given.add(other.next())).isTrue();
            }
        }
        assertThat(given).allMatch(p -> p >= 20_000 && p < 32_768);
    }

    @Test
    void passesOverAPortThatSomebodyListensOn() throws IOException {
        try (PortBlock block = PortBlock.reserve(cache)) {
            int first = block.next();
            try (ServerSocket taken = new ServerSocket(first + 1, 1, InetAddress.getLoopbackAddress())) {
                assertThat(block.next()).isGreaterThan(taken.getLocalPort());
            }
        }
    }
}
