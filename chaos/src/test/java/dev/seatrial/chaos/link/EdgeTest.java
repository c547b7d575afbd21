package dev.seatrial.chaos.link;

import static dev.seatrial.chaos.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.chaos.Peer;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.Fault;
import dev.seatrial.link.Ledger;
import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.LedgerEntry.Outcome;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.link.LinkProvider.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Turns that HTTP/1.1 and TCP allow and that are easy to get wrong. */
class EdgeTest {

    private static final String GET = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody";

    private LinkRig rig;

    @BeforeEach
    void open() throws IOException {
        rig = new LinkRig(Protocol.HTTP);
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
    }

    @Test
    void anAnswerBeforeTheRequestIsWholeIsItsAnswer() throws IOException {
        String head = "POST /a HTTP/1.1\r\nContent-Length: 10\r\n\r\n";
        String refusal = "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n";
        try (Peer consumer = rig.connect()) {
            consumer.send(head + "12345");
            Peer provider = rig.provider.accept().expect(head + "12345").send(refusal);
            consumer.expect(refusal).send("67890" + GET);
            provider.expect("67890" + GET).send(OK);
            consumer.expect(OK);
        }
        assertThat(rig.requests(2)).extracting(r -> r.status().orElseThrow()).containsExactly(413, 200);
        assertThat(rig.requests(2)).extracting(LedgerEntry.Http::path).containsOnly("/a");
    }

    @Test
    void anAnswerWithoutContentEndsAtItsHead() throws IOException {
        String none = "HTTP/1.1 204 No Content\r\n\r\n";
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            Peer provider = rig.provider.accept().expect(GET).send(none);
            consumer.expect(none).send(GET);
            provider.expect(GET).send(OK);
            consumer.expect(OK);
        }
        assertThat(rig.requests(2)).extracting(r -> r.status().orElseThrow()).containsExactly(204, 200);
    }

    @Test
    void interimAnswersOfAllKindsPassAndOnlyTheLastCounts() throws IOException {
        String hints = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n";
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            rig.provider.accept().expect(GET).send(hints + OK);
            consumer.expect(hints + OK);
        }
        assertThat(rig.request().status()).contains(200);
        assertThat(rig.request().responseBytes()).isEqualTo(hints.length() + OK.length());
    }

    @Test
    void aConnectRequestBecomesATunnel() throws IOException {
        String connect = "CONNECT db:5432 HTTP/1.1\r\nHost: db:5432\r\n\r\n";
        String yes = "HTTP/1.1 200 Connection established\r\n\r\n";
        try (Peer consumer = rig.connect()) {
            consumer.send(connect);
            Peer provider = rig.provider.accept().expect(connect).send(yes + "\u0000raw");
            consumer.expect(yes + "\u0000raw").send("\u0001raw");
            provider.expect("\u0001raw");
        }
        assertThat(rig.link.ledger().entries()).hasSize(2);
    }

    @Test
    void theProvidersHalfCloseStaysOne() throws IOException {
        try (Peer consumer = rig.connect()) {
            Peer provider = rig.provider.accept();
            provider.send("hello").finish();
            assertThat(consumer.readAll()).isEqualTo("hello");
            consumer.send("still heard");
            provider.expect("still heard");
        }
    }

    @Test
    void hostNamesAreResolvedAndAnUnknownOneIsRefused() throws IOException {
        rig.link.connectTo(new Endpoint("localhost", rig.provider.endpoint().port()));
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            rig.provider.accept().expect(GET).send(OK);
            consumer.expect(OK);
        }
        rig.link.connectTo(new Endpoint("no-such-host.invalid", 80));
        Peer.expectResetAtOnce(rig.link.listen());
        LedgerEntry last = eventually(
                        () -> rig.link.ledger().since(new Ledger.Mark(1)),
                        rows -> rows.size() == 1 && rows.get(0).took().isPresent())
                .get(0);
        assertThat(last.outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void listensAndDialsOnIpv6() throws IOException {
        byte[] loopback = new byte[16];
        loopback[15] = 1;
        try (ServerSocket provider = new ServerSocket(0, 5, InetAddress.getByAddress(loopback))) {
            Link link = rig.network.open(new LinkId("a", "six"), new Endpoint("::1", 0), Protocol.HTTP);
            link.connectTo(new Endpoint("::1", provider.getLocalPort()));
            try (Peer consumer = Peer.connect(link.listen())) {
                consumer.send(GET);
                try (Socket accepted = provider.accept()) {
                    new Peer(accepted).expect(GET).send(OK);
                    consumer.expect(OK);
                }
            }
            assertThat(link.listen().host()).contains(":");
        }
    }

    @Test
    void pipelinedRequestsUnderLatencyKeepTheirOrderAndAreEachHit() throws IOException {
        var latency =
                rig.link.apply(new Fault.Latency(Duration.ofMillis(40), Duration.ofMillis(10), Duration.ofMinutes(1)));
        try (Peer consumer = rig.connect()) {
            consumer.send(GET + GET + GET);
            rig.provider.accept().expect(GET + GET + GET).send(OK + OK.replace("200", "404") + OK);
            consumer.expect(OK + OK.replace("200", "404") + OK);
        }
        assertThat(rig.requests(3)).extracting(r -> r.fault().orElseThrow()).containsOnly("Latency");
        assertThat(latency.hits()).isEqualTo(3);
    }
}
