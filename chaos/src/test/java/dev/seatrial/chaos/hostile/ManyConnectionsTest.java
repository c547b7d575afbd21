package dev.seatrial.chaos.hostile;

import static dev.seatrial.chaos.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.chaos.Peer;
import dev.seatrial.chaos.server.ProxyServerMain;
import dev.seatrial.link.Endpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Connections in thousands through a server that is a process of its own, so that its descriptors and memory are its own. */
@Tag("processes")
class ManyConnectionsTest {

    private static final int COUNT = Integer.getInteger("seatrial.fuzz.connections", 300);

    @Test
    void liveSideBySideAndLeaveNothingBehind() throws Exception {
        try (Child server = Child.start(ProxyServerMain.class, "-host", "127.0.0.1", "-port", "0");
                Peer.Host provider = new Peer.Host()) {
            Endpoint api = Endpoint.parse(server.line().replaceAll(".*listens on (\\S+),.*", "$1"));
            Endpoint listen;
            try (Peer caller = Peer.connect(api)) {
                String body =
                        "{\"name\":\"p\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"" + provider.endpoint() + "\"}";
                caller.send("POST /proxies HTTP/1.1\r\nConnection: close\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body);
                listen = Endpoint.parse(caller.readAll().replaceAll("(?s).*\"listen\":\"([^\"]+)\".*", "$1"));
            }
            connect(listen, provider, 5, server);
            int before = eventually(server::descriptors, n -> n > 0);
            long threads = server.status("Threads");
            long memory = server.status("VmRSS");
            int most = connect(listen, provider, COUNT, server);
            assertThat(most).isGreaterThanOrEqualTo(before + 2 * COUNT - 20);
            int after = eventually(server::descriptors, n -> n <= before + 4);
            assertThat(server.status("Threads")).isLessThanOrEqualTo(threads + 4);
            System.out.printf(
                    "%d connections: descriptors %d, %d, %d; threads %d, %d; resident %d MiB, %d MiB%n",
                    COUNT,
                    before,
                    most,
                    after,
                    threads,
                    server.status("Threads"),
                    memory / 1024,
                    server.status("VmRSS") / 1024);
        }
    }

    /** Returns the server's descriptors while all of them live. */
    private static int connect(Endpoint listen, Peer.Host provider, int count, Child server) throws IOException {
        List<Peer> ends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Peer consumer = Peer.connect(listen);
            ends.add(consumer);
            ends.add(provider.accept().send("x"));
            consumer.expect("x");
        }
        int most = server.descriptors();
        for (Peer end : ends) {
            end.close();
        }
        return most;
    }
}
