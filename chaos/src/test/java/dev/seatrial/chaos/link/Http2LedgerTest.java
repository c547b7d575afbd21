package dev.seatrial.chaos.link;

import static dev.seatrial.chaos.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.chaos.Peer;
import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Fault;
import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.LedgerEntry.Outcome;
import dev.seatrial.link.LinkProvider.Protocol;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Http2LedgerTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private LinkRig rig;
    private Http2Peers peers;

    @BeforeEach
    void open() throws IOException {
        rig = new LinkRig(Protocol.HTTP);
        peers = new Http2Peers();
        rig.link.connectTo(peers.endpoint());
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
        peers.close();
    }

    private Http2Peers.Consumer consumer() {
        return peers.connect(rig.link.listen());
    }

    @Test
    void writesARowForEachStream() throws Exception {
        Map<String, String> fields = Map.of(
                "x-request-id", "r1",
                "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "idempotency-key", "secret");
        Http2Peers.Consumer consumer = consumer();
        consumer.ask("POST", "/orders?secret=1", fields, new byte[1000]).get(10, TimeUnit.SECONDS);
        assertThat(consumer.get("/missing")).startsWith("/missing");
        List<LedgerEntry.Http> rows = rig.requests(2);
        assertThat(rows).extracting(LedgerEntry.Http::method).containsExactly("POST", "GET");
        assertThat(rows).extracting(LedgerEntry.Http::path).containsExactly("/orders", "/missing");
        assertThat(rows).extracting(r -> r.status().orElseThrow()).containsExactly(200, 404);
        assertThat(rows).extracting(LedgerEntry::outcome).containsOnly(Outcome.COMPLETE);
        assertThat(rows).extracting(LedgerEntry.Http::connection).containsOnly(1L);
        assertThat(rows.get(0).requestId()).contains("r1");
        assertThat(rows.get(0).traceId()).contains("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(rows.get(0).idempotencyKey().orElseThrow()).hasSize(32);
        assertThat(rows.get(0).requestBytes()).isBetween(1_000L, 1_400L);
        assertThat(rows.get(0).responseBytes()).isBetween(16L, 200L);
        assertThat(rows.get(0).grpcStatus()).isEmpty();
    }

    @Test
    void readsTheStatusOfGrpcCallsFromTheirTrailers() throws Exception {
        Map<String, String> grpc = Map.of("content-type", "application/grpc", "te", "trailers");
        Http2Peers.Consumer consumer = consumer();
        consumer.ask("POST", "/stock.Stock/Get", grpc, new byte[5]).get(10, TimeUnit.SECONDS);
        consumer.ask("POST", "/stock.Stock/Gone", grpc, new byte[5]).get(10, TimeUnit.SECONDS);
        assertThat(rig.requests(2))
                .extracting(r -> r.grpcStatus().orElseThrow())
                .containsExactly(0, 5);
        assertThat(rig.requests(2)).extracting(r -> r.status().orElseThrow()).containsOnly(200);
    }

    @Test
    void followsManyStreamsAtOnceAndTheirHeaderTables() throws Exception {
        Http2Peers.Consumer consumer = consumer();
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            answers.add(consumer.ask("PUT", "/item/" + i, Map.of("x-seen", "value-" + i % 40), new byte[i * 20]));
            if (i % 50 == 49) {
                CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                        .get(10, TimeUnit.SECONDS);
            }
        }
        for (int i = 0; i < 300; i++) {
            assertThat(answers.get(i).get(10, TimeUnit.SECONDS)).isEqualTo("/item/" + i + " value-" + i % 40);
        }
        assertThat(rig.requests(300)).extracting(LedgerEntry.Http::path).contains("/item/0", "/item/299");
        assertThat(rig.requests(300)).allMatch(r -> r.outcome() == Outcome.COMPLETE);
        assertThat(rig.link.ledger().entries()).hasSize(300);
    }

    @Test
    void putsLongHeadersTogether() throws Exception {
        Http2Peers.Consumer consumer = consumer();
        CompletableFuture<String> answer = consumer.ask("GET", "/a", Map.of("x-long", "w".repeat(7_000)), new byte[0]);
        assertThat(answer.get(10, TimeUnit.SECONDS)).startsWith("/a");
        assertThat(rig.request().requestBytes()).isGreaterThan(4_000);
        assertThat(rig.request().status()).contains(200);
    }

    @Test
    void followsTheUpgradeFromHttp1() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        for (String path : List.of("/first?x=1", "/second")) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("http://" + rig.link.listen() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        }
        List<LedgerEntry.Http> rows = rig.requests(2);
        assertThat(rows).extracting(LedgerEntry.Http::path).containsExactly("/first", "/second");
        assertThat(rows).extracting(r -> r.status().orElseThrow()).containsOnly(200);
        assertThat(rows).extracting(LedgerEntry.Http::connection).containsOnly(1L);
        assertThat(rig.link.ledger().entries()).hasSize(2);
    }

    @Test
    void tellsWhoGaveAStreamUp() throws Exception {
        Http2Peers.Consumer consumer = consumer();
        assertThatThrownBy(() -> consumer.get("/reset")).isInstanceOf(ExecutionException.class);
        var unused = consumer.ask("GET", "/silent", Map.of(), new byte[0]);
        eventually(() -> rig.link.ledger().entries(), all -> all.size() == 2);
        consumer.close();
        assertThat(rig.requests(2))
                .extracting(LedgerEntry::outcome)
                .containsExactly(Outcome.PROVIDER_GONE, Outcome.CONSUMER_GONE);
    }

    @Test
    void latencyDelaysAndIsNotedByStream() throws Exception {
        Http2Peers.Consumer consumer = consumer();
        consumer.get("/before");
        ActiveFault latency = rig.link.apply(new Fault.Latency(Duration.ofMillis(60), Duration.ZERO, LONG));
        consumer.get("/late");
        assertThat(latency.hits()).isEqualTo(1);
        assertThat(rig.requests(2).get(0).fault()).isEmpty();
        assertThat(rig.requests(2).get(1).fault()).contains("Latency");
        assertThat(rig.requests(2).get(1).took().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofMillis(60));
    }

    @Test
    void blackholeAndDownDecideStreams() throws Exception {
        Http2Peers.Consumer consumer = consumer();
        consumer.get("/before");
        ActiveFault hole = rig.link.apply(new Fault.Blackhole(LONG));
        CompletableFuture<String> lost = consumer.ask("GET", "/lost", Map.of(), new byte[0]);
        eventually(hole::hits, n -> n == 1);
        hole.close();
        assertThatThrownBy(() -> lost.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        Http2Peers.Consumer second = consumer();
        second.get("/before");
        var unused = second.ask("GET", "/silent", Map.of(), new byte[0]);
        eventually(() -> rig.link.ledger().entries(), all -> all.size() == 4);
        ActiveFault down = rig.link.apply(new Fault.Down(LONG));
        assertThat(down.hits()).isEqualTo(1);
        assertThat(rig.requests(4).get(1).outcome()).isEqualTo(Outcome.FAULTED);
        assertThat(rig.requests(4).get(3).fault()).contains("Down");
    }

    @Test
    void whatOnlyBeginsLikeHttp2PassesUnharmedAndSaysWhyItIsNotRead() throws Exception {
        rig.link.connectTo(rig.provider.endpoint());
        String sent = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n and then nonsense";
        try (Peer consumer = rig.connect()) {
            consumer.sendByteByByte(sent);
            Peer provider = rig.provider.accept().expect(sent).send("what");
            consumer.expect("what");
            provider.close();
            consumer.expectEnd();
        }
        assertThat(rig.connection().protocol()).isEqualTo("http2");
        assertThat(rig.connection().detail()).contains("not read further: the first frame is not SETTINGS");
    }

    @Test
    void headerFieldsThatCannotBeDecodedPassUnharmed() throws Exception {
        rig.link.connectTo(rig.provider.endpoint());
        byte[] start = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] frames = {0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 2, 1, 5, 0, 0, 0, 1, (byte) 0xff, (byte) 0xff};
        try (Peer consumer = rig.connect()) {
            consumer.socket().getOutputStream().write(start);
            consumer.socket().getOutputStream().write(frames);
            Peer provider = rig.provider.accept();
            assertThat(provider.socket().getInputStream().readNBytes(start.length + frames.length))
                    .startsWith(start)
                    .endsWith(frames);
            provider.close();
        }
        assertThat(rig.connection().detail().orElseThrow())
                .startsWith("not read further: header fields that cannot be decoded (");
    }
}
