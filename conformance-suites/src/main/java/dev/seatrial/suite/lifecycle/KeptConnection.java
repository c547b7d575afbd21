package dev.seatrial.suite.lifecycle;

import dev.seatrial.check.HttpProbe.Request;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection that is kept for the next request. Unlike the clients of libraries it repeats nothing by
 * itself, and tells what had come when an answer broke off. For use by one thread.
 */
final class KeptConnection implements AutoCloseable {

    private static final int LONGEST_LINE = 16_384;

    private final URI base;
    private final Duration timeout;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    KeptConnection(URI base, Duration timeout) {
        this.base = base;
        this.timeout = timeout;
    }

    /**
     * What came of a request.
     *
     * @param status 0 where no status line came
     * @param whole whether the answer came to its end
     * @param failure why not, or empty
     */
    record Answer(int status, boolean whole, String failure) {}

    /** Whether the next request would open a connection. */
    boolean fresh() {
        return socket == null;
    }

    Answer send(Request request) {
        int status = 0;
        try {
            InputStream from = open();
            Socket to = java.util.Objects.requireNonNull(socket);
            to.getOutputStream().write(bytes(request));
            to.getOutputStream().flush();
            String line = line(from);
            status = Integer.parseInt(line.split(" ", 3)[1]);
            boolean keep = body(from, status);
            if (!keep) {
                close();
            }
            return new Answer(status, true, "");
        } catch (IOException | RuntimeException e) {
            close();
            return new Answer(status, false, e.toString());
        }
    }

    private InputStream open() throws IOException {
        if (in != null) {
            return in;
        }
        Socket fresh = new Socket();
        socket = fresh;
        fresh.setTcpNoDelay(true);
        fresh.setSoTimeout((int) timeout.toMillis());
        fresh.connect(new InetSocketAddress(base.getHost(), base.getPort()), (int) timeout.toMillis());
        InputStream stream = new BufferedInputStream(fresh.getInputStream());
        in = stream;
        return stream;
    }

    private byte[] bytes(Request request) throws IOException {
        URI url = request.url();
        StringBuilder head = new StringBuilder();
        head.append(request.method()).append(' ').append(url.getRawPath());
        if (url.getRawQuery() != null) {
            head.append('?').append(url.getRawQuery());
        }
        head.append(" HTTP/1.1\r\nHost: ").append(base.getRawAuthority()).append("\r\n");
        request.headers()
                .forEach((name, values) -> values.forEach(
                        value -> head.append(name).append(": ").append(value).append("\r\n")));
        byte[] body = request.body().orElse(new byte[0]);
        if (request.body().isPresent()) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        all.write(body);
        return all.toByteArray();
    }

    /** Reads headers and body; whether the connection may be kept. */
    private static boolean body(InputStream from, int status) throws IOException {
        long length = -1;
        boolean chunked = false;
        boolean keep = true;
        for (String line = line(from); !line.isEmpty(); line = line(from)) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Long.parseLong(header.substring(15).strip());
            } else if (header.startsWith("transfer-encoding:")) {
                chunked = header.contains("chunked");
            } else if (header.startsWith("connection:")) {
                keep = !header.contains("close");
            }
        }
        if (status == 204 || status == 304) {
            return keep;
        }
        if (chunked) {
            chunks(from);
            return keep;
        }
        if (length < 0) {
            from.transferTo(java.io.OutputStream.nullOutputStream());
            return false;
        }
        from.skipNBytes(length);
        return keep;
    }

    private static void chunks(InputStream from) throws IOException {
        while (true) {
            long size = Long.parseLong(line(from).split(";", 2)[0].strip(), 16);
            from.skipNBytes(size);
            if (size == 0) {
                while (!line(from).isEmpty()) {
                    // trailers say nothing here
                }
                return;
            }
            line(from);
        }
    }

    private static String line(InputStream from) throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < LONGEST_LINE) {
            int next = from.read();
            if (next < 0) {
                throw new EOFException("the connection was closed");
            }
            if (next == '\n') {
                return line.toString().stripTrailing();
            }
            line.append((char) next);
        }
        throw new IOException("a line of the answer is longer than " + LONGEST_LINE + " bytes");
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        in = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // it is gone either way
            }
        }
    }
}
