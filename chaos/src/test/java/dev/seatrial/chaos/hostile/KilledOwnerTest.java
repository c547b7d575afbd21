package dev.seatrial.chaos.hostile;

import static dev.seatrial.chaos.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.chaos.Peer;
import dev.seatrial.chaos.link.SeatrialLinks;
import dev.seatrial.chaos.toxiproxy.ApiServer;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.Fault;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.link.LinkProvider.LinkNetwork;
import dev.seatrial.link.LinkProvider.Protocol;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The process that put a fault on is killed: the fault does not outlive it for long. */
@Tag("processes")
class KilledOwnerTest {

    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Puts a fault on a proxy of a server, says so, and waits to be killed, its connection open. */
    static final class Owner {
        public static void main(String[] arguments) throws Exception {
            Endpoint api = Endpoint.parse(arguments[0]);
            Peer lease = Peer.connect(api).send("GET /seatrial/lease HTTP/1.1\r\n\r\n");
            String id = lease.readThrough("}").replaceAll("(?s).*\"lease\":\"([^\"]+)\".*", "$1");
            String body = arguments[1].replace("LEASE", id);
            Peer caller = Peer.connect(api);
            caller.send(
                    "POST /seatrial/links/p/faults HTTP/1.1\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            System.out.println(caller.readThrough("\r\n").strip());
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }

    /** Holds a link with a fault in its own process, says where, and waits to be killed. */
    static final class Harness {
        public static void main(String[] arguments) throws Exception {
            try (LinkNetwork network = new SeatrialLinks().open()) {
                Link link = network.open(new LinkId("a", "b"), new Endpoint("127.0.0.1", 0), Protocol.TCP);
                link.connectTo(new Endpoint("127.0.0.1", 1));
                link.apply(new Fault.Blackhole(Duration.ofMinutes(5)));
                System.out.println(link.listen());
                Thread.sleep(Duration.ofMinutes(5).toMillis());
            }
        }
    }

    private static String outcome(Endpoint listen) {
        try (Peer consumer = Peer.connect(listen)) {
            consumer.expect("x");
            return "healed";
        } catch (SocketException e) {
            return "faulted: " + e.getMessage();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Endpoint proxy(ApiServer server, Endpoint upstream) throws IOException {
        try (Peer caller = Peer.connect(server.listen())) {
            String body = "{\"name\":\"p\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"" + upstream + "\"}";
            caller.send("POST /proxies HTTP/1.1\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n"
                    + body);
            return Endpoint.parse(caller.readAll().replaceAll("(?s).*\"listen\":\"([^\"]+)\".*", "$1"));
        }
    }

    @Test
    void itsFaultHealsWhenItsTimeIsOver() throws Exception {
        Duration ttl = Duration.ofMillis(1500);
        try (ApiServer server = ApiServer.start(ApiServer.Settings.standard());
                ServerSocket provider = Discarding.answering(() -> new byte[] {'x'})) {
            Endpoint listen = proxy(server, new Endpoint("127.0.0.1", provider.getLocalPort()));
            try (Child owner = Child.start(
                    Owner.class, server.listen().toString(), "{\"kind\":\"down\",\"ttl\":" + ttl.toMillis() + "}")) {
                assertThat(owner.line()).isEqualTo("HTTP/1.1 201 Created");
                long on = System.nanoTime();
                assertThat(outcome(listen)).startsWith("faulted: ");
                owner.kill();
                eventually(() -> outcome(listen), "healed"::equals);
                assertThat(Duration.ofNanos(System.nanoTime() - on)).isLessThan(ttl.plus(GRACE));
            }
        }
    }

    @Test
    void aFaultHeldByALeaseHealsAtOnce() throws Exception {
        try (ApiServer server = ApiServer.start(ApiServer.Settings.standard());
                ServerSocket provider = Discarding.answering(() -> new byte[] {'x'})) {
            Endpoint listen = proxy(server, new Endpoint("127.0.0.1", provider.getLocalPort()));
            try (Child owner = Child.start(
                    Owner.class,
                    server.listen().toString(),
                    "{\"kind\":\"down\",\"ttl\":300000,\"lease\":\"LEASE\"}")) {
                assertThat(owner.line()).isEqualTo("HTTP/1.1 201 Created");
                assertThat(outcome(listen)).startsWith("faulted: ");
                owner.kill();
                long killed = System.nanoTime();
                eventually(() -> outcome(listen), "healed"::equals);
                assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(GRACE);
            }
        }
    }

    @Test
    void linksInsideItVanishWithIt() throws Exception {
        try (Child harness = Child.start(Harness.class)) {
            Endpoint listen = Endpoint.parse(harness.line());
            Peer.connect(listen).close();
            harness.kill();
            eventually(() -> refused(listen), refused -> refused);
        }
    }

    private static boolean refused(Endpoint listen) {
        try {
            Peer.connect(listen).close();
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
