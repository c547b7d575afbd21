package dev.seatrial.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.link.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One end of a TCP connection in a test: plain blocking sockets, so that nothing of the proxy tests itself. */
public final class Peer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket socket;

    public Peer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
    }

    public static Peer connect(Endpoint to) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(to.host(), to.port()), (int) PATIENCE.toMillis());
        return new Peer(socket);
    }

    /** A connection is accepted and reset before anything can be said. */
    public static void expectResetAtOnce(Endpoint to) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(to.host(), to.port()), (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            int b = socket.getInputStream().read();
            throw new AssertionError("expected a reset, not " + b);
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    public Socket socket() {
        return socket;
    }

    public Peer send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public Peer sendByteByByte(String text) throws IOException {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            socket.getOutputStream().write(b);
        }
        return this;
    }

    public Peer finish() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Reads exactly as many bytes as {@code expected} has, and compares. */
    public Peer expect(String expected) throws IOException {
        byte[] bytes = socket.getInputStream().readNBytes(expected.getBytes(StandardCharsets.UTF_8).length);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(expected);
        return this;
    }

    /** Reads up to and including {@code mark}. */
    public String readThrough(String mark) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (!all.toString(StandardCharsets.UTF_8).endsWith(mark)) {
            int b = socket.getInputStream().read();
            assertThat(b)
                    .as("the end came after «%s» instead of «%s»", all, mark)
                    .isNotNegative();
            all.write(b);
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** Reads until the other side finishes. */
    public String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    public void expectEnd() throws IOException {
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    public void expectReset() throws IOException {
        try {
            int b = socket.getInputStream().read();
            throw new AssertionError("expected a reset, not " + b);
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    /** Nothing arrives within {@code span}. */
    public void expectSilence(Duration span) throws IOException {
        socket.setSoTimeout((int) span.toMillis());
        try {
            InputStream in = socket.getInputStream();
            int b = in.read();
            throw new AssertionError("expected silence, not " + b);
        } catch (SocketTimeoutException silent) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
        }
    }

    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Listens for peers. */
    public static final class Host implements AutoCloseable {

        private final ServerSocket server;
        private final List<Peer> accepted = new CopyOnWriteArrayList<>();

        public Host() throws IOException {
            server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
            server.setSoTimeout((int) PATIENCE.toMillis());
        }

        public Endpoint endpoint() {
            return new Endpoint("127.0.0.1", server.getLocalPort());
        }

        public Peer accept() throws IOException {
            Peer peer = new Peer(server.accept());
            accepted.add(peer);
            return peer;
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Peer peer : accepted) {
                peer.close();
            }
        }
    }
}
