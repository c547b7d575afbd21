package com.example.shop.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.chassis.config.Settings;
import com.example.shop.chassis.security.Caller;
import com.example.shop.chassis.telemetry.Telemetry;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InventoryClientTest {

    private static final Caller ALICE = new Caller("alice", Set.of(), "her-token");

    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer provider;
    private InventoryClient client;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.setExecutor(Executors.newCachedThreadPool());
        provider.start();
        client = client(InventoryPolicy.MODEL);
    }

    @AfterEach
    void stop() {
        end.countDown();
        provider.stop(0);
    }

    @Test
    void comparesTheStockWithWhatIsOrdered() {
        answers(200, "{\"quantity\":5}");
        assertThat(client.availability("a", 5, ALICE)).isEqualTo(Availability.IN_STOCK);
        assertThat(client.availability("a", 6, ALICE)).isEqualTo(Availability.OUT_OF_STOCK);
    }

    @Test
    void passesTheCallersTokenOn() {
        provider.createContext("/", exchange -> {
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            respond(exchange, token.equals("Bearer her-token") ? 200 : 401, "{\"quantity\":5}");
        });
        assertThat(client.availability("a", 1, ALICE)).isEqualTo(Availability.IN_STOCK);
    }

    @Test
    void triesAFailingProviderThreeTimes() {
        answers(503, "");
        assertThat(client.availability("a", 1, ALICE)).isEqualTo(Availability.UNKNOWN);
        assertThat(requests).hasValue(3);
    }

    @Test
    void asksOnceWhenItIsRefused() {
        answers(403, "");
        assertThat(client.availability("a", 1, ALICE)).isEqualTo(Availability.UNKNOWN);
        assertThat(requests).hasValue(1);
    }

    @Test
    void takesAnUnknownArticleForOneThatIsOutOfStock() {
        answers(404, "");
        assertThat(client.availability("a", 1, ALICE)).isEqualTo(Availability.OUT_OF_STOCK);
    }

    @Test
    void doesNotKnowWhenTheAnswerIsNoAnswer() {
        answers(200, "<html>");
        assertThat(client.availability("a", 1, ALICE)).isEqualTo(Availability.UNKNOWN);
        assertThat(requests).hasValue(1);
    }

    @Test
    void asksNoMoreForAWhileWhenMostAttemptsFail() {
        answers(503, "");
        for (int i = 0; i < 10; i++) {
            client.availability("a", 1, ALICE);
        }
        assertThat(requests).hasValue(10);
    }

    @Test
    void waitsNoLongerThanItsPolicySays() {
        provider.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            awaitEnd();
        });
        InventoryPolicy hasty =
                new InventoryPolicy(Duration.ofMillis(50), Duration.ofMillis(200), 3, Duration.ofMillis(1), true);
        assertThat(client(hasty).availability("a", 1, ALICE)).isEqualTo(Availability.UNKNOWN);
        assertThat(requests).hasValue(1);
    }

    @Test
    void livesWithoutAProvider() {
        provider.stop(0);
        assertThat(client.availability("a", 1, ALICE)).isEqualTo(Availability.UNKNOWN);
    }

    private InventoryClient client(InventoryPolicy policy) {
        String url = "http://127.0.0.1:" + provider.getAddress().getPort() + "/";
        return new InventoryClient(url, Telemetry.of(Settings.of("orders", Map.of())), policy);
    }

    private void answers(int status, String body) {
        provider.createContext("/", exchange -> {
            requests.incrementAndGet();
            respond(exchange, status, body);
        });
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
