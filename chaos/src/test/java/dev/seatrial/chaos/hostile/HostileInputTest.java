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
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Peers that dribble, hang, come in thousands or never read: no hang, no leak. {@code scripts/fuzz-proxy} runs the full number. */
@SuppressWarnings("try") // resources that are there only to be closed
class HostileInputTest {

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
