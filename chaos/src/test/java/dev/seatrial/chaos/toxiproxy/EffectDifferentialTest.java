package dev.seatrial.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.chaos.Peer;
import dev.seatrial.link.Endpoint;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a toxic does to traffic, seen by plain sockets on both sides: ours beside the original's. */
@Tag("toxiproxy")
class EffectDifferentialTest {

    private static Stream<String> toxics() {
        return Stream.of(
                "{\"type\":\"latency\",\"attributes\":{\"latency\":150}}",
                "{\"type\":\"latency\",\"stream\":\"upstream\",\"attributes\":{\"latency\":150}}",
                "{\"type\":\"latency\",\"attributes\":{\"latency\":150},\"toxicity\":0}",
                "{\"type\":\"bandwidth\",\"attributes\":{\"rate\":40}}",
                "{\"type\":\"bandwidth\",\"stream\":\"upstream\",\"attributes\":{\"rate\":40}}",
                "{\"type\":\"slow_close\",\"attributes\":{\"delay\":200}}",
                "{\"type\":\"timeout\",\"attributes\":{\"timeout\":200}}",
                "{\"type\":\"timeout\",\"stream\":\"upstream\",\"attributes\":{\"timeout\":200}}",
                "{\"type\":\"timeout\",\"attributes\":{\"timeout\":0}}",
                "{\"type\":\"reset_peer\",\"attributes\":{\"timeout\":0}}",
                "{\"type\":\"reset_peer\",\"attributes\":{\"timeout\":200}}",
                "{\"type\":\"reset_peer\",\"stream\":\"upstream\",\"attributes\":{\"timeout\":100}}",
                "{\"type\":\"slicer\",\"attributes\":{\"average_size\":1000,\"size_variation\":100,\"delay\":30000}}",
                "{\"type\":\"limit_data\",\"attributes\":{\"bytes\":1000}}",
                "{\"type\":\"limit_data\",\"stream\":\"upstream\",\"attributes\":{\"bytes\":1000}}",
                "{\"type\":\"limit_data\",\"attributes\":{\"bytes\":0}}",
                "{\"type\":\"noop\"}");
    }

    /** What the consumer saw: how much came, how it ended, and when. */
    private record Seen(int bytes, String end, long millis) {

        boolean alike(Seen other) {
            return bytes == other.bytes && end.equals(other.end);
        }

        boolean like(Seen other) {
            return alike(other) && Math.abs(millis - other.millis) <= 90;
        }

        /** Whatever holds a machine up only makes it late: of two that saw the same, the earlier is nearer to the truth. */
        Seen orEarlier(@Nullable Seen other) {
            return other != null && alike(other) && other.millis < millis ? other : this;
        }
    }

    @ParameterizedTest
    @MethodSource("toxics")
    void actsOnTrafficAsTheOriginalDoes(String toxic) throws Exception {
        try (RealToxiproxy real = RealToxiproxy.start();
                ApiServer ours = ApiServer.start(ApiServer.Settings.standard());
                Peer.Host provider = new Peer.Host()) {
            Seen expected = null;
            Seen actual = null;
            for (int attempt = 0; attempt < 10; attempt++) { // a busy machine may be late
                expected = traffic(real.api(), provider, toxic).orEarlier(expected);
                actual = traffic(ours.listen(), provider, toxic).orEarlier(actual);
                if (actual.like(expected)) {
                    break;
                }
            }
            assertThat(actual).usingComparator((a, b) -> a.like(b) ? 0 : 1).isEqualTo(expected);
        }
    }

    /** Sends 6,000 bytes, which the provider answers with as many, and then closes. */
    private static Seen traffic(Endpoint api, Peer.Host provider, String toxic) throws Exception {
        Caller caller = new Caller(api);
        int port;
        try (java.net.ServerSocket free = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        caller.call("DELETE", "/proxies/p", "");
        String proxy =
                "{\"name\":\"p\",\"listen\":\"127.0.0.1:" + port + "\",\"upstream\":\"" + provider.endpoint() + "\"}";
        assertThat(caller.call("POST", "/proxies", proxy)).startsWith("201");
        assertThat(caller.call("POST", "/proxies/p/toxics", toxic)).startsWith("200");
        byte[] block = new byte[6_000];
        try (Peer consumer = Peer.connect(new Endpoint("127.0.0.1", port))) {
            Peer answering = provider.accept();
            Thread echo = new Thread(() -> answer(answering, block.length));
            echo.setDaemon(true);
            echo.start();
            long start = System.nanoTime();
            consumer.socket().getOutputStream().write(block);
            return watch(consumer, start);
        }
    }

    private static void answer(Peer peer, int length) {
        try (peer) {
            if (peer.socket().getInputStream().readNBytes(length).length == length) {
                peer.socket().getOutputStream().write(new byte[length]);
            }
        } catch (IOException gone) {
            assertThat(gone).isInstanceOf(IOException.class); // the toxic did it: what the consumer saw is compared
        }
    }

    private static Seen watch(Peer consumer, long start) throws IOException {
        int bytes = 0;
        String end;
        byte[] buffer = new byte[65_536];
        consumer.socket().setSoTimeout(800);
        try {
            int n = consumer.socket().getInputStream().read(buffer);
            while (n >= 0) {
                bytes += n;
                n = consumer.socket().getInputStream().read(buffer);
            }
            end = "end";
        } catch (SocketTimeoutException silent) {
            return new Seen(bytes, "silence", 0);
        } catch (SocketException reset) {
            end = "reset";
        }
        return new Seen(bytes, end, (System.nanoTime() - start) / 1_000_000);
    }
}
