package dev.seatrial.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.LedgerEntry.Outcome;
import dev.seatrial.link.LinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkSummaryTest {

    private static final Instant BEFORE = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant DISTURBED = BEFORE.plusSeconds(60);

    private static LedgerEntry request(Instant at, int status, Optional<String> fault) {
        return new LedgerEntry.Http(
                1,
                at,
                Duration.ofMillis(4),
                "GET",
                "/stock",
                Optional.of(status),
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                100,
                100,
                Outcome.COMPLETE,
                fault);
    }

    @Test
    void tellsAFailureByItselfFromOneThatAChecksDisturbanceExplains() {
        LinkSummary summary = LinkSummary.of(
                new LinkId("orders", "inventory"),
                List.of(
                        request(BEFORE, 200, Optional.empty()),
                        request(BEFORE, 500, Optional.empty()),
                        request(BEFORE, 503, Optional.of("Down")),
                        request(DISTURBED, 200, Optional.empty()),
                        request(DISTURBED, 503, Optional.empty()),
                        request(DISTURBED, 502, Optional.empty())),
                0,
                DISTURBED::equals);

        assertThat(summary.failed()).isEqualTo(1);
        assertThat(summary.disturbed()).isEqualTo(2);
        assertThat(summary.faulted()).isEqualTo(1);
        assertThat(summary.requests()).isEqualTo(6);
        assertThat(summary.statuses()).containsEntry("5xx", 4L).containsEntry("2xx", 2L);
    }
}
