package dev.seatrial.chaos.link;

import static dev.seatrial.chaos.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.chaos.Peer;
import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.Fault;
import dev.seatrial.link.Fault.HttpSelector;
import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.LedgerEntry.Outcome;
import dev.seatrial.link.LinkId;
import dev.seatrial.link.LinkProvider.Protocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(100);
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

    private static Fault.Answer answer(HttpSelector which, int status, String body) {
        return new Fault.Answer(which, status, "text/plain", body, LONG);
    }

    @Test
    void downResetsLiveConnectionsAndNewOnesUntilItIsTakenOff() throws IOException {
        Peer live = rig.connect();
        live.send(GET);
        rig.provider.accept().expect(GET);
        ActiveFault down = rig.link.apply(new Fault.Down(LONG));
        live.expectReset();
        Peer.expectResetAtOnce(rig.link.listen());
        assertThat(down.hits()).isEqualTo(2);
        assertThat(rig.link.ledger().entries())
                .extracting(LedgerEntry::outcome, e -> e.fault().orElseThrow())
                .containsOnly(org.assertj.core.groups.Tuple.tuple(Outcome.FAULTED, "Down"));
        down.close();
        exchangeWorks();
    }

    private void exchangeWorks() throws IOException {
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            rig.provider.accept().expect(GET).send(OK);
            consumer.expect(OK);
        }
    }

    @Test
    void everyFaultHealsByItselfWhenItsTimeIsOver() throws IOException {
        ActiveFault down = rig.link.apply(new Fault.Down(SHORT));
        assertThat(down.active()).isTrue();
        eventually(down::active, on -> !on);
        exchangeWorks();
    }

    @Test
    void aSecondOfTheSameKindReplacesTheFirst() {
        ActiveFault first = rig.link.apply(new Fault.Down(LONG));
        ActiveFault second = rig.link.apply(new Fault.Down(LONG));
        assertThat(first.active()).isFalse();
        first.close();
        assertThat(second.active()).isTrue();
    }

    @Test
    void latencyDelaysWhatTheProviderSendsAndIsNotedInTheRow() throws IOException {
        ActiveFault latency = rig.link.apply(new Fault.Latency(Duration.ofMillis(120), Duration.ZERO, LONG));
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            Peer provider = rig.provider.accept().expect(GET).send(OK);
            consumer.expect(OK);
            LedgerEntry.Http row = rig.request();
            assertThat(row.took().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofMillis(120));
            assertThat(row.fault()).contains("Latency");
            assertThat(row.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(latency.hits()).isEqualTo(1);
            latency.close();
            consumer.send(GET);
            provider.expect(GET).send(OK);
            consumer.expect(OK);
            assertThat(latency.hits()).isEqualTo(1);
        }
    }

    @Test
    void takingLatencyOffLetsGoWhatItKeptBack() throws IOException {
        ActiveFault latency = rig.link.apply(new Fault.Latency(LONG, Duration.ZERO, LONG));
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            rig.provider.accept().expect(GET).send(OK).close();
            consumer.expectSilence(Duration.ofMillis(20));
            latency.close();
            assertThat(consumer.readAll()).isEqualTo(OK);
        }
    }

    @Test
    void aBlackholeTakesRequestsAndNeverAnswers() throws IOException {
        try (Peer consumer = rig.connect()) {
            Peer provider = rig.provider.accept();
            ActiveFault hole = rig.link.apply(new Fault.Blackhole(LONG));
            consumer.send(GET);
            provider.expectSilence(Duration.ofMillis(30));
            consumer.expectSilence(Duration.ofMillis(30));
            assertThat(hole.hits()).isEqualTo(1);
            hole.close();
            consumer.expectReset();
        }
        assertThat(rig.request().outcome()).isEqualTo(Outcome.FAULTED);
        assertThat(rig.request().fault()).contains("Blackhole");
    }

    @Test
    void aBlackholeSwallowsTheAnswerThatWasUnderWay() throws IOException {
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            Peer provider = rig.provider.accept().expect(GET);
            ActiveFault hole = rig.link.apply(new Fault.Blackhole(LONG));
            provider.send(OK);
            consumer.expectSilence(Duration.ofMillis(30));
            assertThat(hole.hits()).isEqualTo(1);
        }
        assertThat(rig.request().outcome()).isEqualTo(Outcome.FAULTED);
    }

    @Test
    void aConnectionThatTheBlackholeDidNotTouchSurvivesIt() throws IOException {
        try (Peer consumer = rig.connect()) {
            Peer provider = rig.provider.accept();
            rig.link.apply(new Fault.Blackhole(LONG)).close();
            consumer.send(GET);
            provider.expect(GET).send(OK);
            consumer.expect(OK);
        }
    }

    @Test
    void aConnectBlackholeMakesTheConnectHang() throws IOException {
        ActiveFault hole = rig.link.apply(new Fault.ConnectBlackhole(LONG));
        try (Socket socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(
                            new InetSocketAddress(
                                    rig.link.listen().host(), rig.link.listen().port()),
                            300))
                    .isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(hole.hits()).isPositive();
        long hits = hole.hits();
        hole.close();
        exchangeWorks();
        assertThat(hole.hits()).isEqualTo(hits);
        assertThat(rig.link.ledger().entries()).hasSize(1);
    }

    @Test
    void aConnectBlackholeLeavesLiveConnectionsAlone() throws IOException {
        try (Peer consumer = rig.connect()) {
            Peer provider = rig.provider.accept();
            rig.link.apply(new Fault.ConnectBlackhole(LONG));
            consumer.send(GET);
            provider.expect(GET).send(OK);
            consumer.expect(OK);
        }
    }

    @Test
    void theLinkAnswersItselfAndTheProviderSeesNothing() throws IOException {
        ActiveFault fault = rig.link.apply(answer(HttpSelector.all(), 503, "no"));
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            String own = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nno";
            consumer.expect(own);
            Peer provider = rig.provider.accept();
            provider.expectSilence(Duration.ofMillis(20));
            assertThat(rig.request().status()).contains(503);
            assertThat(rig.request().outcome()).isEqualTo(Outcome.FAULTED);
            assertThat(rig.request().fault()).contains("Answer");
            assertThat(rig.request().responseBytes()).isEqualTo(own.length());
            fault.close();
            consumer.send(GET);
            provider.expect(GET).send(OK);
            consumer.expect(OK);
            assertThat(fault.hits()).isEqualTo(1);
        }
    }

    @Test
    void failsOnlyTheFirstMatchingRequests() throws IOException {
        rig.link.apply(answer(
                new HttpSelector(Optional.of("GET"), Optional.of("/a"), Optional.of(2), Optional.empty()), 500, ""));
        try (Peer consumer = rig.connect()) {
            String other = GET.replace("/a", "/b");
            consumer.send(other);
            Peer provider = rig.provider.accept().expect(other).send(OK);
            consumer.expect(OK);
            for (int i = 0; i < 2; i++) {
                consumer.send(GET);
                consumer.readThrough("\r\n\r\n");
            }
            consumer.send(GET);
            provider.expect(GET).send(OK);
            consumer.expect(OK);
        }
        assertThat(rig.requests(4)).extracting(r -> r.status().orElseThrow()).containsExactly(200, 500, 500, 200);
    }

    @Test
    void failsEveryNthRequest() throws IOException {
        rig.link.apply(answer(
                new HttpSelector(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(2)), 500, ""));
        try (Peer consumer = rig.connect()) {
            Peer provider = rig.provider.accept();
            for (int i = 1; i <= 4; i++) {
                consumer.send(GET);
                if (i % 2 == 1) {
                    provider.expect(GET).send(OK);
                    consumer.expect(OK);
                } else {
                    consumer.readThrough("\r\n\r\n");
                }
            }
        }
        assertThat(rig.requests(4)).extracting(r -> r.status().orElseThrow()).containsExactly(200, 500, 200, 500);
    }

    @Test
    void ownAnswersKeepTheOrderOfPipelinedRequests() throws IOException {
        rig.link.apply(answer(
                new HttpSelector(Optional.empty(), Optional.of("/own"), Optional.empty(), Optional.empty()), 418, "o"));
        String own = "POST /own HTTP/1.1\r\nContent-Length: 3\r\n\r\nxyz";
        try (Peer consumer = rig.connect()) {
            consumer.send(GET + own + GET);
            Peer provider = rig.provider.accept().expect(GET + GET);
            consumer.expectSilence(Duration.ofMillis(20));
            provider.send(OK + OK);
            String answers =
                    OK + "HTTP/1.1 418 I'm a teapot\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\no" + OK;
            consumer.expect(answers.replace("I'm a teapot", teapot()));
        }
        assertThat(rig.requests(3)).extracting(r -> r.status().orElseThrow()).containsExactly(200, 418, 200);
    }

    private static String teapot() {
        return io.netty.handler.codec.http.HttpResponseStatus.valueOf(418).reasonPhrase();
    }

    @Test
    void aHeadThatArrivesInPartsIsHeldUntilItIsDecided() throws IOException {
        rig.link.apply(answer(
                new HttpSelector(Optional.empty(), Optional.of("/own"), Optional.empty(), Optional.empty()), 500, ""));
        try (Peer consumer = rig.connect()) {
            consumer.sendByteByByte(GET);
            Peer provider = rig.provider.accept().expect(GET).send(OK);
            consumer.expect(OK);
            consumer.sendByteByByte("POST /own HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n");
            consumer.readThrough("\r\n\r\n");
            consumer.sendByteByByte(GET);
            provider.expect(GET).send(OK);
            consumer.expect(OK);
        }
    }

    @Test
    void anOwnAnswerToOneWhoWaitsToSendTheBodyClosesTheConnection() throws IOException {
        rig.link.apply(answer(HttpSelector.all(), 503, ""));
        try (Peer consumer = rig.connect()) {
            consumer.send("POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertThat(consumer.readAll()).contains("503").contains("Connection: close\r\n");
        }
    }

    @Test
    void answersEvenWhenTheProviderCannotBeReached() throws IOException {
        rig.provider.close();
        rig.link.apply(answer(HttpSelector.all(), 503, ""));
        try (Peer consumer = rig.connect()) {
            consumer.send(GET.replace("GET", "HEAD"));
            assertThat(consumer.readThrough("\r\n\r\n")).startsWith("HTTP/1.1 503 ");
        }
    }

    @Test
    void dropsTheResponseAfterTheProviderActed() throws IOException {
        ActiveFault drop = rig.link.apply(new Fault.DropResponse(HttpSelector.first(1), LONG));
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            rig.provider.accept().expect(GET).send(OK);
            consumer.expectReset();
        }
        assertThat(rig.request().status()).contains(200);
        assertThat(rig.request().outcome()).isEqualTo(Outcome.FAULTED);
        assertThat(rig.request().fault()).contains("DropResponse");
        assertThat(rig.request().responseBytes()).isZero();
        assertThat(drop.hits()).isEqualTo(1);
        exchangeWorks();
    }

    @Test
    void sendsHeadAndHalfOfTheBodyThenNothing() throws IOException {
        ActiveFault half = rig.link.apply(new Fault.HalfBody(HttpSelector.all(), LONG));
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            rig.provider.accept().expect(GET).send(OK).close();
            consumer.expect(OK.substring(0, OK.length() - 2));
            consumer.expectSilence(Duration.ofMillis(30));
            assertThat(half.hits()).isEqualTo(1);
            half.close();
            consumer.expectReset();
        }
        assertThat(rig.request().outcome()).isEqualTo(Outcome.FAULTED);
    }

    @Test
    void halvesAChunkedBodyToo() throws IOException {
        rig.link.apply(new Fault.HalfBody(HttpSelector.all(), LONG));
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            rig.provider.accept().expect(GET).send(head + "8\r\n01234567\r\n0\r\n\r\n");
            consumer.expect(head + "8\r\n012345");
            consumer.expectSilence(Duration.ofMillis(30));
        }
    }

    @Test
    void tricklesTheAnswerByteByByte() throws IOException {
        ActiveFault trickle = rig.link.apply(new Fault.Trickle(HttpSelector.all(), Duration.ofMillis(2), LONG));
        try (Peer consumer = rig.connect()) {
            long start = System.nanoTime();
            consumer.send(GET);
            rig.provider.accept().expect(GET).send(OK);
            consumer.expect(OK);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(2L * (OK.length() - 1)));
        }
        assertThat(rig.request().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(rig.request().fault()).contains("Trickle");
        assertThat(trickle.hits()).isEqualTo(1);
    }

    @Test
    void takingTrickleOffLetsTheRestGo() throws IOException {
        ActiveFault trickle = rig.link.apply(new Fault.Trickle(HttpSelector.all(), LONG, LONG));
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            Peer provider = rig.provider.accept().expect(GET).send(OK);
            consumer.expect("H");
            consumer.expectSilence(Duration.ofMillis(20));
            trickle.close();
            consumer.expect(OK.substring(1));
            consumer.send(GET);
            provider.expect(GET).send(OK);
            consumer.expect(OK);
        }
    }

    @Test
    void saysWhichFaultsItLacks() throws IOException {
        var tcp = rig.network.open(new LinkId("orders", "db"), new Endpoint("127.0.0.1", 0), Protocol.POSTGRES);
        assertThatThrownBy(() -> tcp.apply(answer(HttpSelector.all(), 500, "")))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("the link orders -> db (POSTGRES) cannot take the fault Answer;"
                        + " it takes Blackhole, ConnectBlackhole, Down, Latency, SlowConnect");
        assertThat(tcp.faults()).hasSize(5);
    }

    @Test
    void anAddressThatIsTakenIsNamed() {
        assertThatThrownBy(() -> rig.network.open(new LinkId("a", "b"), rig.link.listen(), Protocol.TCP))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the link a -> b cannot listen on " + rig.link.listen() + ": ")
                .hasMessageContaining("in use");
    }
}
