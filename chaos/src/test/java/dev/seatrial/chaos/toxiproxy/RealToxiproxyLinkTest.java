package dev.seatrial.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.chaos.Peer;
import dev.seatrial.chaos.link.ToxiproxyLinks;
import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.Fault;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.link.LinkProvider.LinkNetwork;
import dev.seatrial.link.LinkProvider.Protocol;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real Toxiproxy takes our proxy's place, and says what it lacks. */
class RealToxiproxyLinkTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    @Tag("toxiproxy")
    void carriesDelaysAndRefuses() throws Exception {
        try (RealToxiproxy real = RealToxiproxy.start();
                Peer.Host provider = new Peer.Host();
                LinkNetwork network = new ToxiproxyLinks(URI.create("http://" + real.api())).open()) {
            Link link = network.open(new LinkId("orders", "db"), new Endpoint("127.0.0.1", 0), Protocol.TCP);
            link.connectTo(provider.endpoint());
            ActiveFault latency = link.apply(new Fault.Latency(Duration.ofMillis(100), Duration.ZERO, LONG));
            try (Peer consumer = Peer.connect(link.listen())) {
                Peer answering = provider.accept();
                long sent = System.nanoTime();
                answering.send("x");
                consumer.expect("x");
                assertThat(Duration.ofNanos(System.nanoTime() - sent)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
            }
            latency.close();
            ActiveFault down = link.apply(new Fault.Down(LONG));
            assertThatThrownBy(() -> Peer.connect(link.listen())).isInstanceOf(ConnectException.class);
            down.close();
            Peer.connect(link.listen()).close();
            assertThat(link.faults()).doesNotContain(Fault.ConnectBlackhole.class, Fault.Answer.class);
            assertThatThrownBy(() -> link.apply(new Fault.ConnectBlackhole(LONG)))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("a real Toxiproxy cannot make the fault ConnectBlackhole on orders -> db;"
                            + " it makes Blackhole, Down, Latency");
        }
    }

    @Test
    void saysWhereItLookedWhenNobodyAnswers() throws Exception {
        try (Socket bound = new Socket()) { // holds a port on which nobody listens, whatever else runs here
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String url = "http://127.0.0.1:" + bound.getLocalPort();
            assertThatThrownBy(() -> new ToxiproxyLinks(URI.create(url)).open())
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("no Toxiproxy answers at " + url + " (")
                    .hasMessageContaining("TOXIPROXY_URL");
        }
    }
}
