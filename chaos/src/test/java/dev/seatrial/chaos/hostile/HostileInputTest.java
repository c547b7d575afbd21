package dev.seatrial.chaos.hostile;

import static dev.seatrial.chaos.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.chaos.Peer;
import dev.seatrial.chaos.link.SeatrialLinks;
import dev.seatrial.chaos.toxiproxy.ApiServer;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.link.LinkProvider.LinkNetwork;
import dev.seatrial.link.LinkProvider.Protocol;
import java.io.File;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Input from callers that mean harm or mean nothing: no hang, no leak. A few rounds here; {@code scripts/fuzz-proxy} runs
 * the full number.
 */
@SuppressWarnings("try") // resources that are there only to be closed
class HostileInputTest {

    private static final int ROUNDS = Integer.getInteger("seatrial.fuzz.rounds", 300);
    private static final long SEED = Long.getLong("seatrial.fuzz.seed", 20261122);

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

    private static String fuzz(Random random) {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            out.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        if (random.nextInt(3) == 0) {
            out.setCharAt(random.nextInt(out.length()), (char) random.nextInt(256));
        }
        return out.toString();
    }

    private static int descriptors() {
        String[] all = new File("/proc/self/fd").list();
        return all == null ? 0 : all.length;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void fuzzedStreamsPassByteForByteAndLeaveNothingBehind() throws Exception {
        Random random = new Random(SEED);
        try (LinkNetwork network = new SeatrialLinks().open();
                Peer.Host provider = new Peer.Host()) {
            Link link = network.open(new LinkId("a", "b"), new Endpoint("127.0.0.1", 0), Protocol.HTTP);
            link.connectTo(provider.endpoint());
            int before = 0;
            for (int round = 0; round < ROUNDS; round++) {
                if (round == 20) {
                    before = descriptors();
                }
                byte[] up = bytes(fuzz(random));
                byte[] down = bytes(fuzz(random));
                try (Peer consumer = Peer.connect(link.listen());
                        Peer answering = provider.accept()) {
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
            int settled = before;
            eventually(HostileInputTest::descriptors, now -> now <= settled + 4);
            eventually(
                    () -> link.ledger().entries().stream()
                            .filter(e -> e.took().isEmpty())
                            .count(),
                    open -> open == 0);
        }
    }

    @Test
    void fuzzedControlCallsAreAnsweredAndTheServerStaysWell() throws Exception {
        Random random = new Random(SEED);
        try (ApiServer server = ApiServer.start(ApiServer.Settings.standard())) {
            for (int round = 0; round < ROUNDS; round++) {
                String body =
                        "{\"name\":\"p\",\"upstream\":\"localhost:1\",\"listen\":\"127.0.0.1:0\",\"attributes\":{\"rate\":-1}}";
                char[] bad = body.substring(random.nextInt(body.length() / 2)).toCharArray();
                bad[random.nextInt(bad.length)] = (char) random.nextInt(128);
                String path = List.of(
                                "/proxies",
                                "/populate",
                                "/proxies/p/toxics",
                                "/proxies/p",
                                "/reset",
                                "/%zz",
                                "/seatrial/links/p/faults")
                        .get(random.nextInt(7));
                String method =
                        List.of("GET", "POST", "PATCH", "DELETE", "\u0001").get(random.nextInt(5));
                try (Peer caller = Peer.connect(server.listen())) {
                    String text = new String(bad);
                    caller.send(
                            method + " " + path + " HTTP/1.1\r\nContent-Length: " + text.length() + "\r\n\r\n" + text);
                    assertThat(caller.readThrough("\r\n"))
                            .as("seed %s round %s", SEED, round)
                            .matches("HTTP/1.1 [2345]\\d\\d .*\r\n")
                            .doesNotStartWith("HTTP/1.1 500 Internal Server Error our fault");
                }
            }
            try (Peer caller = Peer.connect(server.listen())) {
                caller.send("GET /version HTTP/1.1\r\n\r\n");
                assertThat(caller.readThrough("\r\n")).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void aCallerThatDribblesIsEndedAndHindersNobody() throws Exception {
        var settings = new ApiServer.Settings(new Endpoint("127.0.0.1", 0), 1, false, Duration.ofMillis(300));
        try (ApiServer server = ApiServer.start(settings);
                Peer slow = Peer.connect(server.listen())) {
            slow.send("POST /proxies HTTP/1.1\r\n");
            try (Peer quick = Peer.connect(server.listen())) {
                quick.send("GET /version HTTP/1.1\r\n\r\n");
                assertThat(quick.readThrough("\r\n")).startsWith("HTTP/1.1 200 ");
            }
            slow.expectEnd();
        }
    }

    @Test
    void aHangingProviderDialStallsNeitherCallsNorOtherConnections() throws Exception {
        try (LinkNetwork network = new SeatrialLinks().open();
                Peer.Host provider = new Peer.Host()) {
            Link hanging = network.open(new LinkId("a", "hang"), new Endpoint("127.0.0.1", 0), Protocol.TCP);
            Link behind = network.open(new LinkId("a", "b"), new Endpoint("127.0.0.1", 0), Protocol.TCP);
            behind.connectTo(provider.endpoint());
            Link hole = network.open(new LinkId("a", "hole"), new Endpoint("127.0.0.1", 0), Protocol.TCP);
            hole.apply(new dev.seatrial.link.Fault.ConnectBlackhole(Duration.ofMinutes(1)));
            hanging.connectTo(hole.listen());
            try (Peer stuck = Peer.connect(hanging.listen());
                    Peer fine = Peer.connect(behind.listen())) {
                provider.accept().send("ok");
                fine.expect("ok");
                stuck.expectSilence(Duration.ofMillis(50));
            }
        }
    }

    @Test
    void manyConnectionsLiveSideBySideAndAllEnd() throws Exception {
        int count = Integer.getInteger("seatrial.fuzz.connections", 300);
        try (LinkNetwork network = new SeatrialLinks().open();
                Peer.Host provider = new Peer.Host()) {
            Link link = network.open(new LinkId("a", "b"), new Endpoint("127.0.0.1", 0), Protocol.TCP);
            link.connectTo(provider.endpoint());
            List<Peer> consumers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                consumers.add(Peer.connect(link.listen()));
                provider.accept().send("x");
            }
            for (Peer consumer : consumers) {
                consumer.expect("x");
            }
            network.close();
            for (Peer consumer : consumers) {
                expectOver(consumer);
            }
        }
    }

    private static void expectOver(Peer consumer) throws IOException {
        try {
            assertThat(consumer.socket().getInputStream().read()).isEqualTo(-1);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    @Test
    void aConsumerThatNeverReadsHoldsItsProviderBackAndNothingElse() throws Exception {
        try (LinkNetwork network = new SeatrialLinks().open();
                Peer.Host provider = new Peer.Host()) {
            Link link = network.open(new LinkId("a", "b"), new Endpoint("127.0.0.1", 0), Protocol.TCP);
            link.connectTo(provider.endpoint());
            try (Peer consumer = Peer.connect(link.listen())) {
                Peer answering = provider.accept();
                byte[] block = new byte[1 << 16];
                Thread writer = new Thread(() -> {
                    try {
                        while (true) {
                            answering.socket().getOutputStream().write(block);
                        }
                    } catch (IOException closed) {
                        assertThat(closed).isNotNull();
                    }
                });
                writer.setDaemon(true);
                writer.start();
                eventually(
                        () -> ((dev.seatrial.link.LedgerEntry.Connection)
                                        link.ledger().entries().get(0))
                                .downBytes(),
                        n -> n > 1_000_000);
                long[] last = {-1};
                eventually(
                        () -> {
                            long now = passed(link);
                            boolean still = now == last[0];
                            last[0] = now;
                            pause(writer);
                            return still;
                        },
                        still -> still);
                assertThat(passed(link)).isLessThan(32L << 20);
            }
        }
    }

    private static void pause(Thread running) {
        try {
            running.join(100);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static long passed(Link link) {
        return ((dev.seatrial.link.LedgerEntry.Connection)
                        link.ledger().entries().get(0))
                .downBytes();
    }
}
