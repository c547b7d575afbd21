package dev.seatrial.chaos.link;

import static dev.seatrial.chaos.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.chaos.Peer;
import dev.seatrial.chaos.ledger.Ndjson;
import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Fault;
import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.LedgerEntry.Outcome;
import dev.seatrial.link.LinkProvider.Protocol;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionLedgerTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private static String startup(String... parameters) {
        byte[] body = (String.join("\0", parameters) + "\0\0").getBytes(StandardCharsets.UTF_8);
        ByteBuffer message = ByteBuffer.allocate(8 + body.length);
        message.putInt(8 + body.length).putInt(3 << 16).put(body);
        return new String(message.array(), StandardCharsets.UTF_8);
    }

    private static String detail(Protocol protocol, String... sent) throws IOException {
        try (LinkRig rig = new LinkRig(protocol)) {
            try (Peer consumer = rig.connect()) {
                Peer provider = rig.provider.accept();
                for (String part : sent) {
                    consumer.send(part);
                    provider.expect(part);
                }
                provider.close();
            }
            return rig.connection().detail().orElse("");
        }
    }

    @Test
    void namesUserAndDatabaseOfAPostgresSession() throws IOException {
        assertThat(detail(Protocol.POSTGRES, startup("user", "orders_app", "database", "orders")))
                .isEqualTo("user=orders_app database=orders");
    }

    @Test
    void namesThemAlsoAfterTlsWasRefusedAndInPieces() throws IOException {
        byte[] tls = {0, 0, 0, 8, 4, (byte) 0xd2, 22, 47};
        try (LinkRig rig = new LinkRig(Protocol.POSTGRES)) {
            try (Peer consumer = rig.connect()) {
                consumer.socket().getOutputStream().write(tls);
                Peer provider = rig.provider.accept();
                assertThat(provider.socket().getInputStream().readNBytes(8)).isEqualTo(tls);
                provider.send("N");
                consumer.expect("N").sendByteByByte(startup("user", "u", "application_name", "app"));
                provider.expect(startup("user", "u", "application_name", "app"));
                provider.close();
            }
            assertThat(rig.connection().detail()).contains("user=u database=u application=app");
            assertThat(rig.connection().protocol()).isEqualTo("postgres");
        }
    }

    @Test
    void namesTheClientIdOfAKafkaConnection() throws IOException {
        String id = "orders-1";
        ByteBuffer message = ByteBuffer.allocate(14 + id.length());
        message.putInt(10 + id.length())
                .putShort((short) 18)
                .putShort((short) 3)
                .putInt(1);
        message.putShort((short) id.length()).put(id.getBytes(StandardCharsets.UTF_8));
        assertThat(detail(Protocol.KAFKA, new String(message.array(), StandardCharsets.UTF_8)))
                .isEqualTo("client-id=orders-1");
    }

    @Test
    void leavesWhatItDoesNotUnderstandAlone() throws IOException {
        assertThat(detail(Protocol.POSTGRES, "GET / HTTP/1.1\r\n\r\n", "more")).isEmpty();
        assertThat(detail(Protocol.KAFKA, "GET / HTTP/1.1\r\n\r\n", "more")).isEmpty();
    }

    @Test
    void countsBytesAndTellsHowItEnded() throws IOException {
        try (LinkRig rig = new LinkRig(Protocol.TCP)) {
            Peer consumer = rig.connect();
            Peer provider = rig.provider.accept();
            consumer.send("12345");
            provider.expect("12345").send("123");
            consumer.expect("123").finish();
            provider.expectEnd();
            provider.close();
            consumer.expectEnd();
            LedgerEntry.Connection row = rig.connection();
            assertThat(row.upBytes()).isEqualTo(5);
            assertThat(row.downBytes()).isEqualTo(3);
            assertThat(row.outcome()).isEqualTo(Outcome.COMPLETE);
        }
    }

    @Test
    void tellsThePortByWhichTheProviderKnowsTheConnection() throws IOException {
        try (LinkRig rig = new LinkRig(Protocol.POSTGRES)) {
            Peer consumer = rig.connect();
            Peer provider = rig.provider.accept();
            provider.send("a");
            consumer.expect("a");
            assertThat(((LedgerEntry.Connection) rig.link.ledger().entries().get(0)).upstreamPort())
                    .hasValue(provider.socket().getPort());
            assertThat(Ndjson.of(rig.link.ledger().entries()))
                    .contains("\"upstreamPort\":" + provider.socket().getPort());
        }
    }

    @Test
    void knowsNoPortWhereTheProviderWasNotReached() throws IOException {
        try (LinkRig rig = new LinkRig(Protocol.TCP)) {
            rig.provider.close();
            try {
                rig.connect();
            } catch (SocketException e) {
                // the reset may overtake the answer to connect
            }
            assertThat(rig.connection().upstreamPort()).isEmpty();
        }
    }

    @Test
    void aResetByTheConsumerIsPassedOnAndNoted() throws IOException {
        try (LinkRig rig = new LinkRig(Protocol.TCP)) {
            Peer consumer = rig.connect();
            Peer provider = rig.provider.accept();
            consumer.reset();
            provider.expectReset();
            assertThat(rig.connection().outcome()).isEqualTo(Outcome.CONSUMER_GONE);
        }
    }

    @Test
    void faultsHitConnectionsOnce() throws IOException {
        try (LinkRig rig = new LinkRig(Protocol.TCP)) {
            ActiveFault latency = rig.link.apply(new Fault.Latency(Duration.ofMillis(1), Duration.ofMillis(1), LONG));
            Peer consumer = rig.connect();
            Peer provider = rig.provider.accept().send("a");
            consumer.expect("a");
            provider.send("b");
            consumer.expect("b");
            assertThat(latency.hits()).isEqualTo(1);
            ActiveFault hole = rig.link.apply(new Fault.Blackhole(LONG));
            provider.send("c");
            eventually(hole::hits, n -> n == 1);
            consumer.send("d");
            consumer.expectSilence(Duration.ofMillis(20));
            hole.close();
            consumer.expectReset();
            assertThat(rig.connection().outcome()).isEqualTo(Outcome.FAULTED);
        }
    }

    @Test
    void carriesALotWithoutLosingAByteToAReaderThatIsSlow() throws Exception {
        byte[] block = new byte[1 << 20];
        new java.util.Random(7).nextBytes(block);
        try (LinkRig rig = new LinkRig(Protocol.TCP);
                Peer consumer = rig.connect()) {
            Peer provider = rig.provider.accept();
            var sender = java.util.concurrent.CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < 64; i++) {
                        provider.socket().getOutputStream().write(block);
                    }
                    provider.close();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            for (int i = 0; i < 64; i++) {
                assertThat(consumer.socket().getInputStream().readNBytes(block.length))
                        .isEqualTo(block);
            }
            consumer.expectEnd();
            sender.get();
        }
    }
}
