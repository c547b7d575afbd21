package dev.seatrial.environment.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.link.Endpoint;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class ReadinessTest {

    /** Shows what it is told to show, then holds. */
    private record Scripted(Queue<String> looks, boolean holdsInTheEnd) implements Condition {
        @Override
        public String what() {
            return "the anchor to be up";
        }

        @Override
        public Optional<String> missing() {
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
                        "service \"orders\" exited with 1 after 0\\.\\d s, before it was ready: waited for the"
                                + " anchor to be up, last seen: nothing yet\n  mend: haul\n  LOG");
    }

    @Test
    void looksAtRealPorts() throws Exception {
        Endpoint endpoint;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            endpoint = new Endpoint("127.0.0.1", server.getLocalPort());
            assertThat(new TcpOpen(endpoint).missing()).isEmpty();
            assertThat(new TcpServes(endpoint).missing()).isEmpty();
        }
        assertThat(new TcpOpen(endpoint).missing()).contains("Connection refused");
        assertThat(new TcpServes(endpoint).missing()).contains("Connection refused");
        assertThat(new HttpReady(URI.create("http://" + endpoint + "/readyz")).missing())
                .contains("Connection refused");
        assertThat(new TcpOpen(endpoint).what()).isEqualTo("TCP port " + endpoint + " to open");
        assertThat(new TcpServes(endpoint).what()).isEqualTo("TCP port " + endpoint + " to open and stay open");
    }
}
