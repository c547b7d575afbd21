package dev.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.HttpProbe.Request;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketProbeTest {

    private final List<Exchange> recorded = Collections.synchronizedList(new ArrayList<>());
    private final SocketProbe probe = new SocketProbe(new Secrets(), recorded::add);

    @Test
    void recordsTheWholeExchange() throws Exception {
        try (RawServer server =
                RawServer.saying("HTTP/1.1 201 Created\r\nX-A: 1\r\nX-A: 2\r\nContent-Length: 5\r\n\r\nhällo"
                        .replace("hällo", "hallo"))) {
            Exchange exchange = probe.send(Request.of("POST", server.url("/orders?x=1"))
                    .body("application/json", "{}".getBytes(StandardCharsets.UTF_8)));

            assertThat(exchange.answered()).isTrue();
            assertThat(exchange.status()).isEqualTo(201);
            assertThat(exchange.responseHeaders()).containsEntry("x-a", "1, 2");
            assertThat(exchange.responseBody()).isEqualTo("hallo");
            assertThat(exchange.requestBody()).isEqualTo("{}");
            assertThat(recorded).containsExactly(exchange);
        }
    }

    @Test
    void sendsWhatItIsGivenAndNothingElse() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        try (RawServer server = answering204(seen)) {
            probe.send(new Request(
                    "FETCH IT",
                    server.url("/a%20b?q=%ff"),
                    Map.of("Idempotency-Key", List.of("a", "b")),
                    Optional.empty(),
                    Duration.ofSeconds(5)));

            assertThat(seen.get())
                    .isEqualTo("FETCH IT /a%20b?q=%ff HTTP/1.1\r\nHost: "
                            + server.url("").getAuthority() + "\r\nIdempotency-Key: a\r\nIdempotency-Key: b\r\n\r\n");
        }
    }

    @Test
    void keepsAHostAndALengthThatTheCheckSets() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        try (RawServer server = answering204(seen)) {
            probe.send(Request.of("POST", server.url("/"))
                    .header("host", "elsewhere")
                    .header("content-length", "3")
                    .body("text/plain", "abcdef".getBytes(StandardCharsets.UTF_8)));

            assertThat(seen.get()).contains("host: elsewhere\r\n", "content-length: 3\r\n");
            assertThat(seen.get()).doesNotContain("Host:", "Content-Length:");
        }
    }

    @ParameterizedTest
    @CsvSource({"HEAD,200", "GET,204", "GET,304"})
    void waitsForNoBodyWhereThereIsNone(String method, int status) throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
            out.write(("HTTP/1.1 " + status + " X\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            new CountDownLatch(1).await();
        })) {
            assertThat(probe.send(Request.of(method, server.url("/"))).status()).isEqualTo(status);
        }
    }

    @Test
    void readsChunksAndSkipsInterimAnswers() throws Exception {
        try (RawServer server = RawServer.saying(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")) {
            Exchange exchange = probe.send(Request.of("GET", server.url("/")));
            assertThat(exchange.status()).isEqualTo(200);
            assertThat(exchange.responseBody()).isEqualTo("abcde");
        }
    }

    @Test
    void cutsAnEndlessBodyAndCountsItOut() throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(300_000))) {
            Exchange exchange = probe.send(Request.of("GET", server.url("/")));
            assertThat(exchange.answered()).isTrue();
            assertThat(exchange.responseBody()).hasSize(16_000);
        }
    }

    @Test
    void keepsItsLimitAgainstAnAnswerThatTrickles() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc".getBytes(StandardCharsets.UTF_8));
            new CountDownLatch(1).await();
        })) {
            Exchange exchange = probe.send(Request.of("GET", server.url("/")).timeout(Duration.ofMillis(300)));
            assertThat(exchange.answered()).isFalse();
            assertThat(exchange.status()).isEqualTo(200);
            assertThat(exchange.failure())
                    .isEqualTo("no complete answer within 300 ms, after status 200 and 3 bytes of the body");
            assertThat(exchange.responseBody()).isEqualTo("abc");
        }
    }

    @Test
    void tellsASilentServerFromOneThatIsGone() throws Exception {
        try (RawServer silent = new RawServer((request, out) -> new CountDownLatch(1).await());
                RawServer closing = new RawServer((request, out) -> {});
                RawServer mumbling = RawServer.saying("SSH-2.0-OpenSSH\r\n")) {
            assertThat(failure(silent.url("/")))
                    .isEqualTo("no complete answer within 250 ms, while waiting for the answer");
            assertThat(failure(closing.url("/"))).isEqualTo("the connection was closed without an answer");
            assertThat(failure(mumbling.url("/"))).startsWith("the answer is not HTTP/1.1: ");
            assertThat(failure(unused())).startsWith("connection refused by 127.0.0.1:");
        }
    }

    @Test
    void namesAnAnswerThatBreaksOff() throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")) {
            assertThat(failure(server.url("/")))
                    .startsWith("the connection broke, after status 200 and 3 bytes of the body (");
        }
    }

    @Test
    void holdsBackTheLastByteUntilAllAreConnected() throws Exception {
        int together = 20;
        // Only a server that has all twenty requests in hand answers any: fewer at once would never pass.
        CyclicBarrier all = new CyclicBarrier(together);
        try (RawServer server = new RawServer((request, out) -> {
            try {
                all.await();
            } catch (java.util.concurrent.BrokenBarrierException e) {
                throw new IOException(e);
            }
            out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        })) {
            List<Request> requests = IntStream.range(0, together)
                    .mapToObj(i -> Request.of("POST", server.url("/" + i))
                            .body("text/plain", "x".getBytes(StandardCharsets.UTF_8)))
                    .toList();
            List<Exchange> exchanges = probe.sendTogether(requests);
            assertThat(exchanges).allMatch(Exchange::answered).hasSize(together);
            assertThat(exchanges.get(7).url()).endsWith("/7");
        }
    }

    @Test
    void oneThatCannotConnectDoesNotHoldUpTheOthers() throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            List<Exchange> exchanges =
                    probe.sendTogether(List.of(Request.of("GET", unused()), Request.of("GET", server.url("/"))));
            assertThat(exchanges.get(0).failure()).startsWith("connection refused");
            assertThat(exchanges.get(1).status()).isEqualTo(200);
        }
    }

    @Test
    void endsAtOnceWhenTheCheckIsStopped() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (RawServer server = new RawServer((request, out) -> {
            arrived.countDown();
            new CountDownLatch(1).await();
        })) {
            Thread caller = Thread.currentThread();
            Thread stopper = new Thread(() -> {
                try {
                    arrived.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                caller.interrupt();
            });
            stopper.start();
            assertThatThrownBy(() -> probe.send(Request.of("GET", server.url("/"))))
                    .isInstanceOf(InterruptedException.class);
            stopper.join();
        }
    }

    @Test
    void keepsTokensAndCookiesOutOfTheEvidence() throws Exception {
        String token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";
        try (RawServer server = RawServer.saying(
                "HTTP/1.1 200 OK\r\nSet-Cookie: session=canary-cookie\r\n\r\n{\"access_token\":\"canary-opaque\",\"echo\":\""
                        + token + "\"}")) {
            Exchange exchange = probe.send(Request.of("GET", server.url("/?api_key=canary-query"))
                    .bearer(token)
                    .header("Cookie", "canary-cookie=1"));

            assertThat(exchange.toString()).doesNotContain("canary").doesNotContain(token);
            assertThat(exchange.requestHeaders()).containsEntry("Authorization", "Bearer $TOKEN");
            assertThat(exchange.responseBody()).isEqualTo("{\"access_token\":\"*************\",\"echo\":\"***\"}");
            assertThat(exchange.curl()).contains("-H \"Authorization: Bearer $TOKEN\"");
        }
    }

    @Test
    void givesACommandThatAShellReadsAsTheSameRequest() {
        Request request = Request.of("POST", URI.create("http://127.0.0.1:1/a?b=c"))
                .header("X-Empty", "")
                .body("application/json", "{\"it\":\"isn't\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(Curl.command(request, new Secrets()))
                .isEqualTo("curl -sS -i --http1.1 --path-as-is -X POST 'http://127.0.0.1:1/a?b=c'"
                        + " -H 'Content-Type: application/json' -H 'X-Empty;' --data-binary '{\"it\":\"isn'\\''t\"}'");
    }

    private String failure(URI url) throws InterruptedException {
        return probe.send(Request.of("GET", url).timeout(Duration.ofMillis(250)))
                .failure();
    }

    private static URI unused() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
        }
    }

    private static RawServer answering204(AtomicReference<String> seen) throws IOException {
        return new RawServer((request, out) -> {
            seen.set(request);
            out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        });
    }
}
