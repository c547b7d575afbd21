package dev.seatrial.chaos.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.chaos.Peer;
import dev.seatrial.chaos.link.SeatrialLinks;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.Fault;
import dev.seatrial.link.Fault.HttpSelector;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.link.LinkProvider.LinkNetwork;
import dev.seatrial.link.LinkProvider.Protocol;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What HAR 1.2 demands of an export: the members, their types, addresses that are URIs, own members with an underscore. */
class HarTest {

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
            JsonNode log = JsonMapper.shared()
                    .readTree(Har.of("a b -> c", link.ledger().entries()))
                    .path("log");
            assertThat(log.path("version").asString()).isEqualTo("1.2");
            assertThat(log.path("creator").propertyNames()).contains("name", "version");
            assertThat(log.path("entries").size()).isGreaterThanOrEqualTo(3);
            log.path("entries").forEach(HarTest::expectEntry);
        }
    }

    private static void expectEntry(JsonNode entry) {
        assertThat(Instant.parse(entry.path("startedDateTime").asString())).isAfter(Instant.EPOCH);
        assertThat(entry.path("time").asDouble()).isNotNegative();
        assertThat(entry.propertyNames()).contains("request", "response", "cache", "timings");
        assertThat(entry.path("timings").propertyNames()).contains("send", "wait", "receive");
        JsonNode request = entry.path("request");
        assertThat(request.propertyNames())
                .contains(
                        "method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize");
        assertThat(URI.create(request.path("url").asString()).getHost()).isEqualTo("a-b---c");
        JsonNode response = entry.path("response");
        assertThat(response.propertyNames())
                .contains(
                        "status",
                        "statusText",
                        "httpVersion",
                        "cookies",
                        "headers",
                        "content",
                        "redirectURL",
                        "headersSize",
                        "bodySize");
        assertThat(response.path("content").propertyNames()).contains("size", "mimeType");
        assertThat(entry.path("_fault").asString()).isEqualTo("Answer");
        assertThat(entry.path("_responseBytes").asLong()).isPositive();
    }
}
