package dev.seatrial.suite.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.suite.lifecycle.KeptConnection.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeptConnectionTest {

    private final ServerSocket server = open();
    private final AtomicInteger connections = new AtomicInteger();
    private final URI base = URI.create("http://127.0.0.1:" + server.getLocalPort());

    private static ServerSocket open() {
        try {
            return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    /** The request as it came over the wire. */
    private String sent(Request request) throws Exception {
        CompletableFuture<String> got = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try (Socket socket = server.accept()) {
                byte[] bytes = new byte[4096];
                int n = socket.getInputStream().read(bytes);
                got.complete(new String(bytes, 0, n, StandardCharsets.ISO_8859_1));
                socket.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                got.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        try (KeptConnection connection = new KeptConnection(base, Duration.ofSeconds(2))) {
            assertThat(connection.send(request).status()).isEqualTo(204);
        }
        return got.get(2, TimeUnit.SECONDS);
    }

    @Test
    void sendsQueryHeadersAndBodyAsTheyAre() throws Exception {
        String host = "Host: 127.0.0.1:" + server.getLocalPort() + "\r\n";
        assertThat(sent(Request.of("GET", URI.create(base + "/a%20b?x=1&y=%C3%A4"))
                        .header("X-One", "1")))
                .isEqualTo("GET /a%20b?x=1&y=%C3%A4 HTTP/1.1\r\n" + host + "X-One: 1\r\n\r\n");
    }

    @Test
    void tellsTheLengthOfABody() throws Exception {
        String host = "Host: 127.0.0.1:" + server.getLocalPort() + "\r\n";
        assertThat(sent(Request.of("POST", URI.create(base + "/a"))
                        .body("application/json", "{\"ü\":1}".getBytes(StandardCharsets.UTF_8))))
                .startsWith("POST /a HTTP/1.1\r\n" + host)
                .contains("Content-Length: 8\r\n")
                .endsWith("\r\n\r\n{\"Ã¼\":1}");
    }

    /** Answers each request with these bytes; closes the connection where told. */
    private KeptConnection answering(String answer, boolean closes) {
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    connections.incrementAndGet();
                    byte[] request = new byte[4096];
                    while (socket.getInputStream().read(request) > 0) {
                        socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                        if (closes) {
                            break;
                        }
                    }
                } catch (IOException e) {
                    // the test is over
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return new KeptConnection(base, Duration.ofSeconds(2));
    }

    private Answer get(KeptConnection connection) {
        return connection.send(Request.of("GET", URI.create(base + "/a?b=c")));
    }

    @Test
    void keepsTheConnection() {
        try (KeptConnection connection = answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", false)) {
            assertThat(connection.fresh()).isTrue();
            assertThat(get(connection)).isEqualTo(new Answer(200, true, ""));
            assertThat(connection.fresh()).isFalse();
            assertThat(get(connection)).isEqualTo(new Answer(200, true, ""));
            assertThat(connections).hasValue(1);
        }
    }

    @Test
    void opensAnotherWhenToldTo() {
        try (KeptConnection connection =
                answering("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok", true)) {
            get(connection);
            assertThat(connection.fresh()).isTrue();
            assertThat(get(connection).whole()).isTrue();
            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void readsChunksAndAnswersWithoutABody() {
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nok\r\n0\r\nTrailer: t\r\n\r\n";
        try (KeptConnection connection = answering(chunked, false)) {
            assertThat(get(connection)).isEqualTo(new Answer(200, true, ""));
            assertThat(get(connection)).isEqualTo(new Answer(200, true, ""));
            assertThat(connection.fresh()).isFalse();
        }
    }

    @Test
    void readsAnAnswerWithoutABody() {
        try (KeptConnection connection = answering("HTTP/1.1 204 No Content\r\n\r\n", false)) {
            assertThat(get(connection)).isEqualTo(new Answer(204, true, ""));
            assertThat(connection.fresh()).isFalse();
        }
    }

    @Test
    void readsUntilTheEndWhereNoLengthIsGiven() {
        try (KeptConnection connection = answering("HTTP/1.0 200 OK\r\n\r\nall of it", true)) {
            assertThat(get(connection)).isEqualTo(new Answer(200, true, ""));
            assertThat(connection.fresh()).isTrue();
        }
    }

    @Test
    void tellsWhatHadComeWhenAnAnswerBreaksOff() {
        try (KeptConnection connection = answering("HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\nhalf", true)) {
            Answer answer = get(connection);
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.whole()).isFalse();
            assertThat(answer.failure()).contains("EOFException");
        }
    }

    @Test
    void tellsThatNothingCame() {
        try (KeptConnection connection = answering("", true)) {
            Answer answer = get(connection);
            assertThat(answer.status()).isZero();
            assertThat(answer.whole()).isFalse();
            assertThat(answer.failure()).isNotEmpty();
        }
    }

    @Test
    void tellsThatItWasRefused() throws IOException {
        server.close();
        try (KeptConnection connection = new KeptConnection(base, Duration.ofSeconds(2))) {
            assertThat(get(connection).failure()).contains("ConnectException");
            assertThat(connection.fresh()).isTrue();
        }
    }
}
