package dev.seatrial.environment.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.link.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadinessTest {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    /** Shows what it is told to show, then holds. */
    private record Scripted(Queue<String> looks, boolean holdsInTheEnd) implements Condition {
        @Override
        public String what() {
            return "the anchor to be up";
        }

        @Override
        public Optional<String> missing(Duration limit) {
            String seen = looks.poll();
            return seen == null && holdsInTheEnd ? Optional.empty() : Optional.of(seen == null ? "still down" : seen);
        }
    }

    private static Readiness readiness(Optional<String> ended, Duration limit) {
        return new Readiness("service \"orders\"", limit, () -> ended, () -> "\n  LOG");
    }

    @Test
    void returnsWhenTheConditionHolds() throws InterruptedException {
        Queue<String> looks = new ArrayDeque<>(List.of("down", "nearly"));
        readiness(Optional.empty(), Duration.ofSeconds(20)).await(new Scripted(looks, true), "haul");
        assertThat(looks).isEmpty();
    }

    @Test
    void tellsConditionLimitLastObservationAndLogWhenTheLimitIsOver() {
        assertThatThrownBy(() -> readiness(Optional.empty(), Duration.ofMillis(60))
                        .await(new Scripted(new ArrayDeque<>(), false), "haul"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("service \"orders\" was not ready within 0.1 s: waited for the anchor to be up,"
                        + " last seen: still down\n  mend: haul\n  LOG");
    }

    @Test
    void doesNotWaitForWhatHasEnded() {
        assertThatThrownBy(() -> readiness(Optional.of("exited with 1"), Duration.ofHours(1))
                        .await(new Scripted(new ArrayDeque<>(), false), "haul"))
                .hasMessageMatching(
                        "service \"orders\" exited with 1 after \\d\\.\\d s, before it was ready: waited for the"
                                + " anchor to be up, last seen: nothing yet\n  mend: haul\n  LOG");
    }

    /** A start once failed so on a machine under load: the service was up, and answered each time when nobody listened. */
    @Test
    void waitsLongerForAnAnswerThatDidNotComeInTime() throws Exception {
        HttpServer slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        slow.setExecutor(threads);
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        slow.createContext("/readyz", exchange -> {
            if (asked.incrementAndGet() == 1) {
                held(over);
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        slow.start();
        try {
            HttpReady ready = new HttpReady(
                    URI.create("http://127.0.0.1:" + slow.getAddress().getPort() + "/readyz"), Duration.ofMillis(100));
            assertThat(ready.missing(A_MINUTE)).contains("no answer within 0.1 s");
            readiness(Optional.empty(), Duration.ofMinutes(1)).await(ready, "haul");
        } finally {
            over.countDown();
            slow.stop(0);
            threads.shutdownNow();
        }
    }

    /** A look once took up to 16 s, whatever was left of the service's own limit. */
    @Test
    void looksNoLongerThanIsLeft() {
        List<Duration> granted = new ArrayList<>();
        Condition never = new Condition() {
            @Override
            public String what() {
                return "the anchor to be up";
            }

            @Override
            public Optional<String> missing(Duration limit) {
                granted.add(limit);
                return Optional.of("still down");
            }
        };
        assertThatThrownBy(() ->
                        readiness(Optional.empty(), Duration.ofMillis(600)).await(never, "haul"))
                .hasMessageContaining("was not ready within 0.6 s");
        assertThat(granted).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(granted.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(600));
        assertThat(granted).allMatch(limit -> limit.compareTo(Duration.ofMillis(250)) >= 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endsItsLookAtAServiceThatIsSilentOrTrickles(boolean trickles) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread service = new Thread(() -> {
                try (Socket client = server.accept()) {
                    while (trickles && !over.await(20, TimeUnit.MILLISECONDS)) {
                        client.getOutputStream().write('H');
                    }
                    over.await();
                } catch (IOException | InterruptedException gone) {
                    // The look is over.
                }
            });
            service.start();
            HttpReady ready = new HttpReady(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/readyz"));
            assertThat(ready.missing(Duration.ofMillis(700))).contains("no answer within 0.7 s");
            over.countDown();
            service.join();
        }
    }

    private static void held(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void looksAtRealPorts() throws Exception {
        Endpoint endpoint;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            endpoint = new Endpoint("127.0.0.1", server.getLocalPort());
            assertThat(new TcpOpen(endpoint).missing(A_MINUTE)).isEmpty();
            assertThat(new TcpServes(endpoint).missing(A_MINUTE)).isEmpty();
        }
        assertThat(new TcpOpen(endpoint).missing(A_MINUTE)).contains("Connection refused");
        assertThat(new TcpServes(endpoint).missing(A_MINUTE)).contains("Connection refused");
        assertThat(new HttpReady(URI.create("http://" + endpoint + "/readyz")).missing(A_MINUTE))
                .contains("Connection refused");
        assertThat(new HttpReady(URI.create("http://" + endpoint + "/readyz")).what())
                .isEqualTo("GET http://" + endpoint + "/readyz to answer 2xx");
        assertThat(new TcpOpen(endpoint).what()).isEqualTo("TCP port " + endpoint + " to open");
        assertThat(new TcpServes(endpoint).what()).isEqualTo("TCP port " + endpoint + " to open and stay open");
    }
}
