package dev.seatrial.environment.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.seatrial.environment.EnvironmentException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.testcontainers.dockerclient.TransportConfig;

/** An engine that dies or hangs is told of as such, and nothing waits for it for ever. */
final class DeadEngineTest {

    private static DockerEngine engine(int port) {
        return DockerEngine.at(TransportConfig.builder()
                .dockerHost(URI.create("tcp://127.0.0.1:" + port))
                .build());
    }

    @Test
    void tellsOfAnEngineThatIsGone() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        try (DockerEngine engine = engine(port)) {
            engine.ask("answer", client -> client.pingCmd().exec());
            server.stop(0);
            assertThatThrownBy(() ->
                            engine.ask("answer", client -> client.pingCmd().exec()))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageStartingWith("the Docker engine at tcp://127.0.0.1:" + port + " could not answer: ")
                    .hasMessageEndingWith("mend: see that it runs (docker info), or run with --env processes");
        }
    }

    @Test
    void doesNotWaitForAnEngineThatHangs() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                DockerEngine engine = engine(silent.getLocalPort())) {
            assertThatThrownBy(() -> engine.ask(
                            "answer",
                            Duration.ofSeconds(1),
                            client -> client.pingCmd().exec()))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("could not answer: no answer within 1 s");
            assertThat(silent.isClosed()).isFalse();
        }
    }
}
