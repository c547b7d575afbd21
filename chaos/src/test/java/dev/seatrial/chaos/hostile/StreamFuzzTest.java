package dev.seatrial.chaos.hostile;

import static dev.seatrial.chaos.Eventually.eventually;
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
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Streams made of pieces of HTTP, in any order and spoilt. A few here; {@code scripts/fuzz-proxy} runs the full number. */
@SuppressWarnings("try") // resources that are there only to be closed
class StreamFuzzTest {

    private static final int ROUNDS = Integer.getInteger("seatrial.fuzz.rounds", 300);
    private static final long SEED = Long.getLong("seatrial.fuzz.seed", 20261122);
    private static final Duration LONG = Duration.ofMinutes(30);

    private static final List<String> PIECES = List.of(
            "GET / HTTP/1.1\r\n",
            "POST /a HTTP/1.1\r\n",
            "HTTP/1.1 200 OK\r\n",
            "Content-Length: 5\r\n",
            "Content-Length: 18446744073709551616\r\n",
            "Transfer-Encoding: chunked\r\n",
            "\r\n",
            "5\r\nabcde\r\n",
            "0\r\n\r\n",
            "ffffffffffffffff\r\n",
            "-1\r\n",
            "HTTP/1.1 100 Continue\r\n\r\n",
            "\n\n\n",
            ":\r\n",
            "Upgrade: websocket\r\n",
            "HTTP/1.1 101 X\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "\u0000\u0001\u0002",
            "Connection: close\r\n",
            "HEAD /x HTTP/1.0\r\n\r\n",
            "CONNECT a:1 HTTP/1.1\r\n\r\n",
            "x".repeat(3000),
            " ");

    private static byte[] fuzz(Random random) {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            out.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        if (random.nextInt(3) == 0) {
            out.setCharAt(random.nextInt(out.length()), (char) random.nextInt(256));
        }
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Link open(LinkNetwork network) throws IOException {
        return network.open(new LinkId("a", "b"), new Endpoint("127.0.0.1", 0), Protocol.HTTP);
    }

    private static void expectNothingUnderWay(Link link) {
        eventually(
                () -> link.ledger().entries().stream()
                        .filter(e -> e.took().isEmpty())
                        .toList(),
                List::isEmpty);
    }

    @Test
    void fuzzedStreamsPassByteForByteAndLeaveNothingBehind() throws Exception {
        pass(20);
        Footprint before = Footprint.now();
        pass(ROUNDS);
        before.holdsNoMoreThanBefore(ROUNDS + " streams, seed " + SEED);
    }

    private static void pass(int rounds) throws Exception {
        Random random = new Random(SEED);
        try (LinkNetwork network = new SeatrialLinks().open();
                ServerSocket listening = Discarding.silent()) {
            Link link = open(network);
            link.connectTo(new Endpoint("127.0.0.1", listening.getLocalPort()));
            for (int round = 0; round < rounds; round++) {
                byte[] up = fuzz(random);
                byte[] down = fuzz(random);
                try (Peer consumer = Peer.connect(link.listen());
                        Peer answering = new Peer(listening.accept())) {
                    consumer.socket().getOutputStream().write(up);
                    assertThat(answering.socket().getInputStream().readNBytes(up.length))
                            .as("seed %s round %s, up", SEED, round)
                            .isEqualTo(up);
                    answering.socket().getOutputStream().write(down);
                    assertThat(consumer.socket().getInputStream().readNBytes(down.length))
                            .as("seed %s round %s, down", SEED, round)
                            .isEqualTo(down);
                }
            }
            expectNothingUnderWay(link);
        }
    }

    @Test
    void underFaultsFuzzedStreamsEndWithTheirConsumerAndLeaveNothingBehind() throws Exception {
        suffer(20);
        Footprint before = Footprint.now();
        suffer(ROUNDS);
        before.holdsNoMoreThanBefore(ROUNDS + " streams under faults, seed " + SEED);
    }

    private static void suffer(int rounds) throws Exception {
        HttpSelector any = new HttpSelector(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(2));
        List<Fault> faults = List.of(
                new Fault.Answer(any, 503, "text/plain", "no", LONG),
                new Fault.Garbage(any, 64, LONG),
                new Fault.Hang(any, LONG),
                new Fault.Duplicate(any, LONG),
                new Fault.Truncate(any, 3, LONG),
                new Fault.SlowAnswer(any, Duration.ofMillis(2), Duration.ZERO, LONG),
                new Fault.SlowConnect(Duration.ofMillis(2), Duration.ZERO, LONG),
                new Fault.DropResponse(any, LONG),
                new Fault.HalfBody(any, LONG),
                new Fault.Trickle(any, Duration.ofMillis(1), LONG),
                new Fault.Latency(Duration.ofMillis(2), Duration.ofMillis(2), LONG),
                new Fault.Blackhole(LONG));
        Random random = new Random(SEED);
        Random answers = new Random(SEED + 1); // read by the provider's thread alone
        try (LinkNetwork network = new SeatrialLinks().open();
                ServerSocket provider = Discarding.answering(() -> fuzz(answers))) {
            Link link = open(network);
            link.connectTo(new Endpoint("127.0.0.1", provider.getLocalPort()));
            for (int round = 0; round < rounds; round++) {
                try (var fault = link.apply(faults.get(round % faults.size()));
                        Peer consumer = Peer.connect(link.listen())) {
                    consumer.socket().getOutputStream().write(fuzz(random));
                    consumer.socket().setSoTimeout(1);
                    assertThat(consumer.socket().getInputStream().read(new byte[512]))
                            .isBetween(-1, 512);
                } catch (IOException resetOrSilent) {
                    assertThat(resetOrSilent).isNotNull(); // whatever the fault makes of it
                }
            }
            expectNothingUnderWay(link);
        }
    }
}
