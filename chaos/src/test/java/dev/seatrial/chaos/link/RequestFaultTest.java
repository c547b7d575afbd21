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
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.link.LinkProvider.LinkNetwork;
import dev.seatrial.link.LinkProvider.Protocol;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestFaultTest {

    private static final Duration LONG = Duration.ofMinutes(1);
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

    private static Fault.Answer failing(HttpSelector which) {
        return new Fault.Answer(which, 503, "text/plain", "", LONG);
    }

    private static String get(String... fields) {
        return "GET /a HTTP/1.1\r\n" + String.join("", fields) + "\r\n";
    }

    /** Asks on a connection of its own, and gives the status. */
    private int ask(String request) throws IOException {
        try (Peer consumer = rig.connect()) {
            consumer.send(request);
            Peer provider = rig.provider.accept();
            Thread answering = new Thread(() -> answerOnce(provider, request));
            answering.setDaemon(true);
            answering.start();
            return Integer.parseInt(consumer.readThrough("\r\n").substring(9, 12));
        }
    }

    private static void answerOnce(Peer provider, String request) {
        try {
            provider.expect(request).send(OK);
        } catch (IOException | AssertionError unasked) {
            assertThat(unasked).isNotNull(); // the link answered itself
        }
    }

    @Test
    void truncatesTheBodyAndClosesInAnOrderlyWay() throws IOException {
        ActiveFault cut = rig.link.apply(new Fault.Truncate(HttpSelector.first(1), 3, LONG));
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            rig.provider.accept().expect(GET).send(OK);
            assertThat(consumer.readAll()).isEqualTo(OK.substring(0, OK.length() - 1));
        }
        assertThat(rig.request().outcome()).isEqualTo(Outcome.FAULTED);
        assertThat(rig.request().fault()).contains("Truncate");
        assertThat(cut.hits()).isEqualTo(1);
        assertThat(ask(GET)).isEqualTo(200);
    }

    @Test
    void aFaultThatHasHealedBeforeTheAnswerComesLeavesItAlone() throws IOException {
        ActiveFault drop = rig.link.apply(new Fault.DropResponse(HttpSelector.all(), LONG));
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            Peer provider = rig.provider.accept().expect(GET);
            drop.close();
            provider.send(OK);
            consumer.expect(OK);
        }
        assertThat(rig.request().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(rig.request().fault()).isEmpty();
        assertThat(drop.hits()).isZero();
    }

    @Test
    void truncatesChunksAndBodiesWithoutLengthToo() throws IOException {
        rig.link.apply(new Fault.Truncate(HttpSelector.all(), 4, LONG));
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            rig.provider.accept().expect(GET).send(head + "8\r\n01234567\r\n0\r\n\r\n");
            assertThat(consumer.readAll()).isEqualTo(head + "8\r\n0");
        }
    }

    @Test
    void anAnswerThatIsShortEnoughIsNotTruncated() throws IOException {
        ActiveFault cut = rig.link.apply(new Fault.Truncate(HttpSelector.all(), 4, LONG));
        assertThat(ask(GET)).isEqualTo(200);
        assertThat(rig.request().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(cut.hits()).isZero();
    }

    @Test
    void answersWithGarbageThatTheSeedDecides() throws IOException {
        ActiveFault garbage = rig.link.apply(new Fault.Garbage(HttpSelector.all(), 20, LONG));
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            byte[] all = consumer.socket().getInputStream().readAllBytes();
            assertThat(all).hasSize(20);
            assertThat(all[0]).isEqualTo((byte) 0x80);
        }
        assertThat(rig.request().outcome()).isEqualTo(Outcome.FAULTED);
        assertThat(rig.request().status()).isEmpty();
        assertThat(garbage.hits()).isEqualTo(1);
    }

    @Test
    void hangsOneRouteAndLetsOthersPass() throws IOException {
        ActiveFault hang = rig.link.apply(new Fault.Hang(
                new HttpSelector(Optional.empty(), Optional.of("/slow"), Optional.empty(), Optional.empty()), LONG));
        String slow = GET.replace("/a", "/slow");
        try (Peer consumer = rig.connect()) {
            Peer first = rig.provider.accept();
            Peer other = rig.connect();
            Peer second = rig.provider.accept();
            consumer.send(slow);
            consumer.expectSilence(Duration.ofMillis(30));
            other.send(GET);
            first.expectSilence(Duration.ofMillis(20));
            second.expect(GET).send(OK);
            other.expect(OK);
            assertThat(hang.hits()).isEqualTo(1);
            hang.close();
            consumer.expectReset();
            other.send(GET);
            second.expect(GET);
        }
    }

    @Test
    void deliversARequestTwiceAndTheConsumerSeesOneAnswer() throws IOException {
        ActiveFault twice = rig.link.apply(new Fault.Duplicate(HttpSelector.all(), LONG));
        String post = "POST /orders HTTP/1.1\r\nContent-Length: 5\r\n\r\nthing";
        try (Peer consumer = rig.connect()) {
            consumer.sendByteByByte(post);
            Peer provider = rig.provider.accept().expect(post).send(OK);
            consumer.expect(OK);
            Peer again = rig.provider.accept().expect(post);
            assertThat(twice.hits()).isZero();
            again.send(OK);
            eventually(twice::hits, n -> n == 1);
            again.expectEnd();
            consumer.send(GET);
            provider.expect(GET).send(OK);
            consumer.expect(OK);
        }
        assertThat(rig.requests(2).get(0).fault()).contains("Duplicate");
        assertThat(rig.requests(2).get(0).outcome()).isEqualTo(Outcome.COMPLETE);
    }

    @Test
    void delaysTheAnswersOfARouteCountedFromTheirArrival() throws IOException {
        ActiveFault slow = rig.link.apply(new Fault.SlowAnswer(
                new HttpSelector(Optional.empty(), Optional.of("/a"), Optional.empty(), Optional.empty()),
                Duration.ofMillis(80),
                Duration.ZERO,
                LONG));
        try (Peer consumer = rig.connect()) {
            String other = GET.replace("/a", "/b");
            consumer.send(other);
            Peer provider = rig.provider.accept().expect(other).send(OK);
            consumer.expect(OK).send(GET);
            provider.expect(GET).send(OK);
            consumer.expect(OK);
        }
        assertThat(rig.requests(2).get(0).fault()).isEmpty();
        assertThat(rig.requests(2).get(1).took().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofMillis(80));
        assertThat(rig.requests(2).get(1).outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(slow.hits()).isEqualTo(1);
    }

    @Test
    void aSlowConnectHoldsTheDialUpAndHealingDialsAtOnce() throws IOException {
        ActiveFault slow = rig.link.apply(new Fault.SlowConnect(LONG, Duration.ZERO, LONG));
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            consumer.expectSilence(Duration.ofMillis(30));
            assertThat(slow.hits()).isEqualTo(1);
            slow.close();
            rig.provider.accept().expect(GET).send(OK);
            consumer.expect(OK);
        }
        assertThat(rig.request().fault()).contains("SlowConnect");
        rig.link.apply(new Fault.SlowConnect(Duration.ofMillis(60), Duration.ZERO, LONG));
        long start = System.nanoTime();
        assertThat(ask(GET)).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(60));
    }

    @Test
    void selectsByHeader() throws IOException {
        rig.link.apply(failing(HttpSelector.all().withHeader("x-tenant", "blue")));
        assertThat(ask(get("X-Tenant: red\r\n"))).isEqualTo(200);
        assertThat(ask(get("X-Tenant: blue\r\n"))).isEqualTo(503);
        assertThat(ask(GET)).isEqualTo(200);
    }

    @Test
    void selectsByTheStatusOfTheAnswer() throws IOException {
        ActiveFault drop =
                rig.link.apply(new Fault.DropResponse(HttpSelector.first(1).withStatus(500, 599), LONG));
        try (Peer consumer = rig.connect()) {
            consumer.send(GET);
            Peer provider = rig.provider.accept().expect(GET).send(OK);
            consumer.expect(OK).send(GET);
            provider.expect(GET).send(OK.replace("200", "502"));
            consumer.expectReset();
        }
        assertThat(drop.hits()).isEqualTo(1);
        assertThat(rig.requests(2).get(1).status()).contains(502);
        assertThatThrownBy(() -> failing(HttpSelector.all().withStatus(500, 599)))
                .hasMessage("Answer cannot select by the answer's status: it is decided before the provider answers");
    }

    @Test
    void failsTheseAttemptsOfEachRequest() throws IOException {
        rig.link.apply(failing(HttpSelector.all().withAttempts(1, 3)));
        List<Integer> statuses = new ArrayList<>();
        for (int attempt = 1; attempt <= 4; attempt++) {
            statuses.add(ask(get("Idempotency-Key: k1\r\nX-Request-Id: r" + attempt + "\r\n")));
            statuses.add(ask(get("X-Request-Id: k2\r\n")));
        }
        assertThat(statuses).containsExactly(503, 503, 200, 200, 503, 503, 200, 200);
        assertThat(ask(GET))
                .as("nothing tells which request it is an attempt of")
                .isEqualTo(200);
    }

    @Test
    void failsOneRequestOnly() throws IOException {
        rig.link.apply(failing(new HttpSelector(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("k1"),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                1)));
        assertThat(ask(get("Idempotency-Key: k1\r\n"))).isEqualTo(503);
        assertThat(ask(get("X-Request-Id: k1\r\n"))).isEqualTo(503);
        assertThat(ask(get("Idempotency-Key: k2\r\n"))).isEqualTo(200);
    }

    @Test
    void theSameSeedAndTrafficMeetTheSameDecisions() throws IOException {
        List<Integer> first = decisions(7);
        assertThat(decisions(7)).isEqualTo(first);
        assertThat(decisions(8)).isNotEqualTo(first);
        assertThat(first).contains(200, 503);
    }

    private List<Integer> decisions(long seed) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        try (LinkNetwork network = new SeatrialLinks().open(seed)) {
            Link link = network.open(new LinkId("a", "b"), new Endpoint("127.0.0.1", 0), Protocol.HTTP);
            link.connectTo(rig.provider.endpoint());
            link.apply(failing(HttpSelector.all().withShare(0.5)));
            try (Peer consumer = Peer.connect(link.listen());
                    Peer provider = rig.provider.accept()) {
                Thread answering = new Thread(() -> answer(provider));
                answering.setDaemon(true);
                answering.start();
                for (int i = 0; i < 40; i++) {
                    String head = consumer.send(GET).readThrough("\r\n\r\n");
                    if (head.startsWith("HTTP/1.1 200")) {
                        consumer.expect("body");
                    }
                    statuses.add(Integer.parseInt(head.substring(9, 12)));
                }
            }
            assertThat(link.ledger().entries()).hasSize(40).allMatch(LedgerEntry.Http.class::isInstance);
        }
        return statuses;
    }

    /** Answers each request until the connection ends. */
    private static void answer(Peer provider) {
        try {
            while (true) {
                provider.expect(GET).send(OK);
            }
        } catch (IOException | AssertionError over) {
            assertThat(over).isNotNull();
        }
    }
}
