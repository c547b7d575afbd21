package dev.seatrial.environment.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.launch.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.dockerclient.TransportConfig;

/** An image that cannot be had: what the engine is asked, how often, and how long its answer is waited for. */
final class ImagesTest {

    private static final String MISSING = "{\"message\":\"No such image\"}";
    private static final String WANTED =
            "image \"quay/orders:1\", wanted by service \"orders\", is not in the engine and cannot be pulled: ";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private DockerEngine engine;

    /** What the engine does with a pull. */
    @FunctionalInterface
    private interface Pull {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private Pull pull = exchange -> {};
    private volatile boolean present;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            try (exchange) {
                if (path.contains("/images/")) {
                    String query = String.valueOf(exchange.getRequestURI().getQuery());
                    asked.add(path.endsWith("/images/create") ? "pull " + query : "look");
                }
                if (path.endsWith("/images/create")) {
                    pull.answer(exchange);
                } else if (path.contains("/images/")) {
                    answer(exchange, present ? 200 : 404, present ? "{\"Id\":\"1\"}" : MISSING);
                } else {
                    answer(exchange, 200, "{}");
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        engine = DockerEngine.at(TransportConfig.builder()
                .dockerHost(URI.create("tcp://127.0.0.1:" + server.getAddress().getPort()))
                .build());
    }

    @AfterEach
    void stop() throws IOException {
        over.countDown();
        engine.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void need() throws InterruptedException {
        need(Duration.ofMinutes(1));
    }

    private void need(Duration firstSign) throws InterruptedException {
        new Images(engine, new Progress(event -> {}), firstSign, Duration.ofSeconds(2))
                .need("quay/orders:1", "service \"orders\"");
    }

    @Test
    void asksOnceAndGivesUpOnARegistryThatGivesNoSign() {
        pull = exchange -> over.await();
        assertThatThrownBy(() -> need(Duration.ofSeconds(1)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith(WANTED + "the registry did not answer within 1 s\n  mend: build it or load it");
        assertThat(asked).containsExactly("look", "pull fromImage=index.docker.io/quay/orders:1");
    }

    @Test
    void doesNotTryAgainWhatWasRefused() {
        pull = exchange -> answer(exchange, 500, "{\"message\":\"connection refused\"}");
        assertThatThrownBy(this::need)
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith(WANTED)
                .hasMessageContaining("connection refused");
        assertThat(asked).containsExactly("look", "pull fromImage=index.docker.io/quay/orders:1");
    }

    @Test
    void tellsOfARefusalInTheMiddleOfAPull() {
        pull = exchange -> answer(exchange, 200, """
                {"status":"Pulling from quay/orders","id":"1"}
                {"errorDetail":{"message":"manifest unknown"},"error":"manifest unknown"}
                """);
        assertThatThrownBy(this::need)
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith(WANTED + "manifest unknown\n");
    }

    @Test
    void waitsLongerForAPullThatHasBegunButNotForEver() {
        pull = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write("{\"status\":\"Pulling fs layer\",\"id\":\"1\"}\n".getBytes(StandardCharsets.UTF_8));
            body.flush();
            over.await();
        };
        assertThatThrownBy(this::need)
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith(WANTED + "nothing more came within 2 s\n");
    }

    /** Pulls were once given up after the first tenth of a second, and what was missing was told of by another message. */
    @Test
    void letsAPullTakeItsTime() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        pull = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write("{\"status\":\"Pulling fs layer\",\"id\":\"1\"}\n".getBytes(StandardCharsets.UTF_8));
            body.flush();
            begun.countDown();
            goOn.await();
            present = true;
            body.write("{\"status\":\"Pull complete\",\"id\":\"1\"}\n".getBytes(StandardCharsets.UTF_8));
        };
        Future<?> needed = threads.submit(() -> {
            new Images(engine, new Progress(event -> {}), Duration.ofMinutes(1), Duration.ofMinutes(1))
                    .need("orders", "service \"orders\"");
            return "";
        });
        begun.await();
        assertThatThrownBy(() -> needed.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        goOn.countDown();
        needed.get(1, TimeUnit.MINUTES);
        assertThat(asked).containsExactly("look", "pull fromImage=index.docker.io/library/orders:latest", "look");
    }

    @Test
    void tellsOfAPullThatEndsWithoutTheImage() {
        pull = exchange -> answer(exchange, 200, "{\"status\":\"Pulling fs layer\",\"id\":\"1\"}\n");
        assertThatThrownBy(this::need)
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith(WANTED + "the engine ended the pull without it\n");
    }

    /** A user waits for five seconds; one of them is for what goes before the pull. */
    @Test
    void givesUpInTimeWhereNobodyAnswers() {
        assertThat(Images.of(engine, new Progress(event -> {})).firstSign()).isLessThanOrEqualTo(Duration.ofSeconds(4));
    }
}
