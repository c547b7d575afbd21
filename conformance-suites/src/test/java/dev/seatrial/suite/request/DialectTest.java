package dev.seatrial.suite.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DialectTest {

    private static final Instant SENT = Instant.parse("2026-11-22T12:00:00Z");

    private static Dialect dialect(String name, String header) {
        return Dialect.of(name, header).orElseThrow();
    }

    @Test
    void sendsTheKeyAsEachDialectWantsIt() {
        assertThat(dialect("ietf", "Idempotency-Key").headers("k", SENT)).isEqualTo(Map.of("Idempotency-Key", "\"k\""));
        assertThat(dialect("stripe-v1", "Idempotency-Key").headers("k", SENT))
                .isEqualTo(Map.of("Idempotency-Key", "k"));
        assertThat(dialect("oasis", "Idempotency-Key").headers("k", SENT))
                .isEqualTo(Map.of(
                        "Repeatability-Request-ID", "k",
                        "Repeatability-First-Sent", "Sun, 22 Nov 2026 12:00:00 GMT"));
    }

    @Test
    void theOwnersHeaderWins() {
        assertThat(dialect("oasis", "X-Request-Key").headers("k", SENT)).containsEntry("X-Request-Key", "k");
    }

    @Test
    void doesNotKnowOtherDialects() {
        assertThat(Dialect.of("klingon", "Idempotency-Key")).isEmpty();
    }
}
