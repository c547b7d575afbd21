package dev.seatrial.suite.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.LedgerEntry.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkRouteTest {

    private static LedgerEntry.Http request(String path) {
        return new LedgerEntry.Http(
                1,
                Instant.EPOCH,
                Duration.ZERO,
                "GET",
                path,
                Optional.of(200),
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                0,
                0,
                Outcome.COMPLETE,
                Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "/, GET /",
        "/stock, GET /stock",
        "/stock/espresso-machine, GET /stock/espresso-machine",
        "/orders/2f1b6c1e-6f0e-4a51-9a35-1f4b3b7a9c11, GET /orders/*",
        "/orders/42/items, GET /orders/*/items",
        "/orders/cart-1-0a1b2c3d4e, GET /orders/*",
        "/v2/stock, GET /v2/stock"
    })
    void replacesWhatLooksLikeAnIdentifier(String path, String route) {
        assertThat(LinkUse.route(request(path))).isEqualTo(route);
    }

    @Test
    void countsByRoute() {
        assertThat(LinkUse.routes(List.of(request("/orders/1"), request("/orders/2"), request("/stock"))))
                .isEqualTo(Map.of("GET /orders/*", 2, "GET /stock", 1));
    }
}
