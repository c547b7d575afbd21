package dev.seatrial.environment.containers;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.dockerclient.EnvironmentAndSystemPropertyClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/**
 * Looks for an engine on this machine: {@code DOCKER_HOST}, else the sockets where engines are found. Testcontainers'
 * own search is not used: it writes into the user's home, and inside a container it pulls an image to learn its host.
 */
final class EngineSearch {

    private EngineSearch() {}

    /** Why there is none that can be used; empty when there is one. */
    static Optional<String> lacking() {
        String named = System.getenv().getOrDefault("DOCKER_HOST", "");
        if (!named.isBlank() && !isLocal(URI.create(named))) {
            return Optional.of("DOCKER_HOST=" + named + " is another machine; containers must be on this one, so that"
                    + " they reach the links");
        }
        if (!named.isBlank()
                && named.startsWith("unix:")
                && !answers(Path.of(URI.create(named).getPath()))) {
            return Optional.of("no Docker engine answers at DOCKER_HOST=" + named);
        }
        return named.isBlank() && sockets().noneMatch(EngineSearch::answers)
                ? Optional.of("no Docker engine answers at "
                        + String.join(", ", sockets().map(Path::toString).toList())
                        + "; start one (scripts/engine/up), or set DOCKER_HOST")
                : Optional.empty();
    }

    /** How to reach it. */
    @SuppressWarnings(
            "deprecation") // of Testcontainers' reading of DOCKER_HOST with its TLS settings there is no other
    static TransportConfig find() {
        if (!System.getenv().getOrDefault("DOCKER_HOST", "").isBlank()) {
            return new EnvironmentAndSystemPropertyClientProviderStrategy().getTransportConfig();
        }
        Path socket = sockets().filter(EngineSearch::answers).findFirst().orElse(Path.of("/var/run/docker.sock"));
        return TransportConfig.builder()
                .dockerHost(URI.create("unix://" + socket))
                .build();
    }

    private static boolean isLocal(URI host) {
        return List.of("unix", "npipe").contains(String.valueOf(host.getScheme()))
                || List.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(host.getHost()));
    }

    private static Stream<Path> sockets() {
        Map<String, String> environment = System.getenv();
        String home = System.getProperty("user.home");
        return Stream.of(
                        Optional.of(Path.of("/var/run/docker.sock")),
                        Optional.ofNullable(environment.get("XDG_RUNTIME_DIR")).map(d -> Path.of(d, "docker.sock")),
                        Optional.of(Path.of(home, ".docker", "run", "docker.sock")))
                .flatMap(Optional::stream);
    }

    private static boolean answers(Path socket) {
        if (!Files.exists(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException dead) {
            return false;
        }
    }
}
