package dev.seatrial.environment.ready;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Connects for one look. */
public final class Dial {

    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(1);

    private Dial() {}

    /**
     * A connection that is open, whose reads end after {@code limit}.
     *
     * @throws IOException if nobody takes it within the limit, or within a second
     */
    public static Socket open(String host, int port, Duration limit) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), millis(shorter(limit, CONNECTS_WITHIN)));
            socket.setSoTimeout(millis(limit));
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Of a limit for a socket, where 0 would mean none. */
    static int millis(Duration limit) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, limit.toMillis()));
    }
}
