package dev.seatrial.chaos.link;

import static dev.seatrial.chaos.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.chaos.Peer;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.LedgerEntry.Outcome;
import dev.seatrial.link.LinkProvider.Protocol;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpLedgerTest {

    private static final String GET = "GET /stock?secret=1 HTTP/1.1\r\nHost: x\r\nX-Request-Id: r1\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

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
    void writesARowForARequestWithoutItsQuery() throws IOException {
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            rig.provider.accept().expect(GET).send(OK);
            consumer.expect(OK);
            LedgerEntry.Http row = rig.request();
            assertThat(row.method()).isEqualTo("GET");
            assertThat(row.path()).isEqualTo("/stock");
            assertThat(row.status()).contains(200);
            assertThat(row.requestId()).contains("r1");
            assertThat(row.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(row.requestBytes()).isEqualTo(GET.length());
            assertThat(row.responseBytes()).isEqualTo(OK.length());
            assertThat(row.attempt()).isEqualTo(1);
            assertThat(row.fault()).isEmpty();
        }
    }

    @Test
    void countsAttemptsOfOneRequestOverAConnectionThatIsKept() throws IOException {
        try (Peer consumer = rig.connect()) {
            Peer provider = null;
            for (int i = 0; i < 3; i++) {
                consumer.send(GET);
                provider = provider == null ? rig.provider.accept() : provider;
                provider.expect(GET).send(OK);
                consumer.expect(OK);
            }
            assertThat(rig.requests(3)).extracting(LedgerEntry.Http::attempt).containsExactly(1, 2, 3);
            assertThat(rig.requests(3)).extracting(LedgerEntry.Http::connection).containsOnly(1L);
        }
    }

    @Test
    void readsTraceIdAndHashesTheIdempotencyKey() throws IOException {
        String post = "POST /orders HTTP/1.1\r\nIdempotency-Key: top secret\r\n"
                + "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\ncontent-length:3\r\n\r\nabc";
        try (Peer consumer = rig.connect()) {
            consumer.send(post);
            rig.provider.accept().expect(post).send(OK);
            consumer.expect(OK);
            LedgerEntry.Http row = rig.request();
            assertThat(row.traceId()).contains("4bf92f3577b34da6a3ce929d0e0e4736");
            assertThat(row.idempotencyKey())
                    .hasValueSatisfying(hash -> assertThat(hash).hasSize(32).doesNotContain("secret"));
            assertThat(row.requestBytes()).isEqualTo(post.length());
        }
    }

    @Test
    void tellsPipelinedRequestsApart() throws IOException {
        try (Peer consumer = rig.connect()) {
            String three = GET + GET.replace("/stock", "/second") + GET.replace("/stock", "/third");
            consumer.send(three);
            Peer provider = rig.provider.accept().expect(three);
            String answers = OK + OK.replace("200", "404") + OK;
            provider.send(answers);
            consumer.expect(answers);
            assertThat(rig.requests(3))
                    .extracting(LedgerEntry.Http::path)
                    .containsExactly("/stock", "/second", "/third");
            assertThat(rig.requests(3))
                    .extracting(r -> r.status().orElseThrow())
                    .containsExactly(200, 404, 200);
        }
    }

    @Test
    void followsChunksAndTrailersArrivingByteByByte() throws IOException {
        String post = "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4;x=1\r\nabcd\r\n0\r\nX-T: 1\r\n\r\n";
        String answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA\r\n0123456789\r\n0\r\nSum: 1\r\n\r\n";
        try (Peer consumer = rig.connect()) {
            consumer.sendByteByByte(post);
            Peer provider = rig.provider.accept().expect(post);
            provider.sendByteByByte(answer);
            consumer.expect(answer);
            consumer.send(GET);
            provider.expect(GET).send(OK);
            consumer.expect(OK);
            assertThat(rig.requests(2)).extracting(LedgerEntry.Http::path).containsExactly("/a", "/stock");
            assertThat(rig.requests(2).get(0).requestBytes()).isEqualTo(post.length());
            assertThat(rig.requests(2).get(0).responseBytes()).isEqualTo(answer.length());
        }
    }

    @Test
    void letsContinuePassAndCountsOneRequest() throws IOException {
        String head = "POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n";
        try (Peer consumer = rig.connect()) {
            consumer.send(head);
            Peer provider = rig.provider.accept().expect(head).send("HTTP/1.1 100 Continue\r\n\r\n");
            consumer.expect("HTTP/1.1 100 Continue\r\n\r\n").send("abc");
            provider.expect("abc").send(OK);
            consumer.expect(OK);
            assertThat(rig.request().status()).contains(200);
        }
    }

    @Test
    void answersToHeadAndNotModifiedHaveNoBody() throws IOException {
        String head = GET.replace("GET", "HEAD");
        String none = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
        String same = "HTTP/1.1 304 Not Modified\r\nContent-Length: 1000\r\n\r\n";
        try (Peer consumer = rig.connect()) {
            consumer.send(head);
            Peer provider = rig.provider.accept().expect(head).send(none);
            consumer.expect(none).send(GET);
            provider.expect(GET).send(same);
            consumer.expect(same).send(GET);
            provider.expect(GET).send(OK);
            consumer.expect(OK);
            assertThat(rig.requests(3))
                    .extracting(r -> r.status().orElseThrow())
                    .containsExactly(200, 304, 200);
        }
    }

    @Test
    void aBodyThatOnlyTheEndOfTheConnectionEndsIsComplete() throws IOException {
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            Peer provider = rig.provider.accept().expect(GET).send("HTTP/1.0 200 OK\r\n\r\nto the end");
            provider.close();
            assertThat(consumer.readAll()).endsWith("to the end");
            assertThat(rig.request().outcome()).isEqualTo(Outcome.COMPLETE);
        }
    }

    @Test
    void passesAHalfCloseOnAndStillDeliversTheAnswer() throws IOException {
        try (Peer consumer = rig.connect()) {
            consumer.send(GET).finish();
            Peer provider = rig.provider.accept().expect(GET);
            provider.expectEnd();
            provider.send(OK).finish();
            assertThat(consumer.readAll()).isEqualTo(OK);
            eventually(() -> rig.request().outcome(), Outcome.COMPLETE::equals);
        }
    }

    @Test
    void theConsumerThatResetsIsGone() throws IOException {
        Peer consumer = rig.connect();
        consumer.send(GET);
        Peer provider = rig.provider.accept().expect(GET);
        consumer.reset();
        provider.expectReset();
        assertThat(rig.request().outcome()).isEqualTo(Outcome.CONSUMER_GONE);
    }

    @Test
    void theConsumerThatClosesBeforeTheAnswerIsGone() throws IOException {
        Peer consumer = rig.connect();
        consumer.send(GET);
        Peer provider = rig.provider.accept().expect(GET);
        consumer.close();
        provider.expectEnd();
        provider.send(OK);
        assertThat(rig.request().outcome()).isEqualTo(Outcome.CONSUMER_GONE);
    }

    @Test
    void theProviderThatResetsIsGoneAndTheConsumerHearsIt() throws IOException {
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            rig.provider.accept().expect(GET).reset();
            consumer.expectReset();
            assertThat(rig.request().outcome()).isEqualTo(Outcome.PROVIDER_GONE);
        }
    }

    @Test
    void theProviderThatClosesInTheMiddleOfABodyIsGone() throws IOException {
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            rig.provider
                    .accept()
                    .expect(GET)
                    .send(OK.replace("2\r\n", "20\r\n"))
                    .close();
            consumer.readAll();
            assertThat(rig.request().outcome()).isEqualTo(Outcome.PROVIDER_GONE);
            assertThat(rig.request().status()).contains(200);
        }
    }

    @Test
    void aRefusedProviderGivesARefusedRow() throws IOException {
        Peer.Host gone = new Peer.Host();
        Endpoint nobody = gone.endpoint();
        gone.close();
        rig.link.connectTo(nobody);
        Peer.expectResetAtOnce(rig.link.listen());
        assertThat(rig.connection().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(rig.connection().protocol()).isEqualTo("http");
    }

    @Test
    void anUpgradeIsLeftAlone() throws IOException {
        String ask = "GET /ws HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
        String yes = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
        try (Peer consumer = rig.connect()) {
            consumer.send(ask);
            Peer provider = rig.provider.accept().expect(ask).send(yes + "\u0001frame");
            consumer.expect(yes + "\u0001frame").send("\u0002up");
            provider.expect("\u0002up");
            provider.close();
            consumer.expectEnd();
        }
        var entries = eventually(
                () -> rig.link.ledger().entries(),
                all -> all.size() == 2 && all.stream().allMatch(e -> e.took().isPresent()));
        assertThat(entries.get(0))
                .isInstanceOfSatisfying(
                        LedgerEntry.Http.class, row -> assertThat(row.status()).contains(101));
        assertThat(entries.get(1)).isInstanceOfSatisfying(LedgerEntry.Connection.class, row -> {
            assertThat(row.protocol()).isEqualTo("websocket");
            assertThat(row.upBytes()).isEqualTo(3);
            assertThat(row.downBytes()).isEqualTo(6);
            assertThat(row.outcome()).isEqualTo(Outcome.COMPLETE);
        });
    }

    @Test
    void whatIsNotHttpPassesUnharmedAndGetsAConnectionRow() throws IOException {
        try (Peer consumer = rig.connect()) {
            consumer.send("\u0000\u0001not http");
            Peer provider = rig.provider.accept().expect("\u0000\u0001not http").send("nor this");
            consumer.expect("nor this");
            provider.close();
            consumer.expectEnd();
        }
        assertThat(rig.connection().protocol()).isEqualTo("http");
        assertThat(rig.connection().detail()).contains("not read further: a request that is not HTTP/1.1");
        assertThat(rig.connection().upBytes()).isEqualTo(10);
        assertThat(rig.connection().downBytes()).isEqualTo(8);
    }

    @Test
    void beforeItKnowsTheProviderItRefuses() throws IOException {
        var early =
                rig.network.open(new dev.seatrial.link.LinkId("a", "b"), new Endpoint("127.0.0.1", 0), Protocol.HTTP);
        Peer.expectResetAtOnce(early.listen());
        aLiveConnectionStaysOpen();
    }

    private void aLiveConnectionStaysOpen() throws IOException {
        try (Peer consumer = rig.connect()) {
            Peer provider = rig.provider.accept();
            consumer.expectSilence(Duration.ofMillis(20));
            provider.close();
            consumer.expectEnd();
        }
    }
}
