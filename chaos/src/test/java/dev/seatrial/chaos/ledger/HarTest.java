package dev.seatrial.chaos.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.chaos.Peer;
import dev.seatrial.chaos.link.SeatrialLinks;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.Fault;
import dev.seatrial.link.Fault.HttpSelector;
import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.link.LinkProvider.LinkNetwork;
import dev.seatrial.link.LinkProvider.Protocol;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exports conform to the published schema of HAR 1.2. */
class HarTest {

    @TempDir
    Path work;

    @Test
    void whateverWasSentTheExportIsHar() throws Exception {
        try (LinkNetwork network = new SeatrialLinks().open()) {
            Link link = network.open(new LinkId("a b", "c"), new Endpoint("127.0.0.1", 0), Protocol.HTTP);
            link.connectTo(new Endpoint("127.0.0.1", 1));
            link.apply(new Fault.Answer(HttpSelector.all(), 503, "text/plain", "no", Duration.ofMinutes(1)));
            for (String target : new String[] {"/plain", "/a<b>\"{%zz|^`\u00e9", "*", "http://other/x"}) {
                try (Peer consumer = Peer.connect(link.listen())) {
                    consumer.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n")
                            .readThrough("no");
                }
            }
            String har = Har.of("a b -> c", link.ledger().entries());
            assertThat(HarSchema.fetched(work).errors(har)).isEmpty();
            JsonNode entries = JsonMapper.shared().readTree(har).path("log").path("entries");
            assertThat(entries.size()).isGreaterThanOrEqualTo(3);
            entries.forEach(HarTest::expectOwnMembers);
        }
    }

    @Test
    void everyKindOfRowIsHar() throws Exception {
        Instant start = Instant.parse("2026-11-22T20:00:00.000001Z");
        LedgerEntry underWay = new LedgerEntry.Http(
                1,
                start,
                null,
                "GET",
                "",
                Optional.empty(),
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                10,
                0,
                LedgerEntry.Outcome.UNDER_WAY,
                Optional.empty());
        LedgerEntry call = new LedgerEntry.Http(
                2,
                start,
                Duration.ofNanos(1_500),
                "POST",
                "/stock.Stock/Get",
                Optional.of(200),
                2,
                Optional.of("r"),
                Optional.of("t"),
                Optional.of("k"),
                1,
                10,
                20,
                LedgerEntry.Outcome.COMPLETE,
                Optional.of("Duplicate"),
                Optional.of(0));
        assertThat(HarSchema.fetched(work).errors(Har.of("a -> b", List.of(underWay, call))))
                .isEmpty();
        assertThat(HarSchema.fetched(work).errors(Har.of("a -> b", List.of()))).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNoHar() throws Exception {
        assertThat(HarSchema.fetched(work).errors("{\"log\":{\"version\":\"1.2\",\"entries\":[{\"time\":0}]}}"))
                .isNotEmpty();
    }

    private static void expectOwnMembers(JsonNode entry) {
        JsonNode request = entry.path("request");
        assertThat(URI.create(request.path("url").asString()).getHost()).isEqualTo("a-b---c");
        assertThat(entry.path("_fault").asString()).isEqualTo("Answer");
        assertThat(entry.path("_responseBytes").asLong()).isPositive();
    }
}
