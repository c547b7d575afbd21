package dev.seatrial.run;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.HttpProbe.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.jspecify.annotations.Nullable;

/**
 * One request on a connection of its own: written byte by byte as given, its answer read by HttpCore. Used by one thread
 * at a time; only {@link #expire} may come from another.
 */
final class Wire {

    private static final int KEPT_REQUEST = 4_000;
    private static final int KEPT_RESPONSE = 16_000;
    /** Enough bytes for {@link #KEPT_RESPONSE} characters of UTF-8. */
    private static final int KEPT_BYTES = KEPT_RESPONSE * 4;

    private final Request request;
    private final byte[] bytes;
    private final long deadline;
    private volatile Instant start = Instant.now();
    private volatile long startNanos = System.nanoTime();
    private volatile long endNanos;
    private volatile boolean expired;

    private volatile @Nullable Socket socket;
    private @Nullable IOException unsent;
    private int status;
    private final Map<String, String> headers = new TreeMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private long bodyBytes;
    private Charset charset = StandardCharsets.UTF_8;
    private String failure = "";

    Wire(Request request) {
        this.request = request;
        this.bytes = RequestBytes.of(request);
        this.deadline = System.nanoTime() + request.timeout().toNanos();
    }

    Duration remaining() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    /** Connects and sends all but the last byte. */
    void open() {
        try {
            Socket connected = connect();
            write(connected, Arrays.copyOf(bytes, bytes.length - 1));
        } catch (IOException e) {
            fail(e, "connecting to " + address());
        }
    }

    /** Sends the last byte. The exchange is counted from here. */
    void release() {
        start = Instant.now();
        startNanos = System.nanoTime();
        Socket connected = socket;
        if (failure.isEmpty() && connected != null) {
            write(connected, new byte[] {bytes[bytes.length - 1]});
        }
    }

    /** Reads the answer. */
    void read() {
        Socket connected = socket;
        if (failure.isEmpty() && connected != null) {
            try (connected) {
                receive(connected);
            } catch (IOException | HttpException e) {
                fail(e, "waiting for the answer");
            }
        }
        endNanos = System.nanoTime();
    }

    /** Ends it now: its time is over, or nobody waits for it any more. */
    void expire() {
        expired = true;
        Socket connected = socket;
        if (connected != null) {
            try {
                connected.close();
            } catch (IOException e) {
                // It is gone either way.
            }
        }
    }

    Exchange exchange(Secrets secrets) {
        Map<String, String> sent = new TreeMap<>();
        request.headers().forEach((name, values) -> sent.put(name, String.join(", ", values)));
        String sentBody =
                request.body().map(b -> new String(b, StandardCharsets.UTF_8)).orElse("");
        return new Exchange(
                request.method(),
                secrets.redact(request.url().toString()),
                secrets.headers(sent),
                cut(secrets.redact(sentBody), KEPT_REQUEST),
                status,
                secrets.headers(headers),
                cut(secrets.redact(body.toString(charset)), KEPT_RESPONSE),
                secrets.redact(failure),
                start,
                Duration.ofNanos(Math.max(0, (endNanos == 0 ? System.nanoTime() : endNanos) - startNanos)),
                Curl.command(request, secrets));
    }

    private Socket connect() throws IOException {
        boolean tls = "https".equalsIgnoreCase(request.url().getScheme());
        String host = request.url().getHost();
        int port = request.url().getPort() >= 0 ? request.url().getPort() : tls ? 443 : 80;
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        Socket plain = new Socket();
        socket = plain;
        plain.setTcpNoDelay(true);
        plain.connect(
                new InetSocketAddress(bare, port), Math.max(1, (int) remaining().toMillis()));
        if (expired) {
            plain.close();
        }
        if (!tls) {
            return plain;
        }
        Socket secure = ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, bare, port, true);
        socket = secure;
        return secure;
    }

    /** A service may answer before it has read everything, so an unsent byte is no failure yet. */
    private void write(Socket connected, byte[] part) {
        if (unsent == null) {
            try {
                connected.getOutputStream().write(part);
            } catch (IOException e) {
                unsent = e;
            }
        }
    }

    private void receive(Socket connected) throws IOException, HttpException {
        // HttpCore parses, its connection is only lent the socket.
        @SuppressWarnings("resource")
        DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(Http1Config.custom()
                .setMaxLineLength(65_536)
                .setMaxHeaderCount(1_000)
                .build());
        connection.bind(connected);
        ClassicHttpResponse response = connection.receiveResponseHeader();
        while (response.getCode() < 200 && response.getCode() != 101) {
            response = connection.receiveResponseHeader();
        }
        status = response.getCode();
        Arrays.stream(response.getHeaders())
                .forEach(
                        h -> headers.merge(h.getName().toLowerCase(Locale.ROOT), h.getValue(), (a, b) -> a + ", " + b));
        if (!bodyless()) {
            connection.receiveResponseEntity(response);
            ContentType type = ContentType.parseLenient(response.getEntity().getContentType());
            if (type != null && type.getCharset() != null) {
                charset = type.getCharset();
            }
            drain(response.getEntity().getContent());
        }
    }

    private boolean bodyless() {
        return request.method().equals("HEAD") || status < 200 || status == 204 || status == 304;
    }

    private void drain(InputStream content) throws IOException {
        byte[] chunk = new byte[8192];
        for (int n = content.read(chunk); n >= 0; n = content.read(chunk)) {
            bodyBytes += n;
            body.write(chunk, 0, Math.min(n, KEPT_BYTES - body.size()));
        }
    }

    private void fail(Exception e, String doing) {
        endNanos = System.nanoTime();
        failure = reason(e, doing);
        expire();
    }

    private String reason(Exception e, String doing) {
        if (expired || e instanceof SocketTimeoutException) {
            return "no complete answer within " + Durations.text(request.timeout()) + ", " + progress(doing);
        }
        if (e instanceof UnknownHostException) {
            return "the host \"" + request.url().getHost() + "\" is unknown";
        }
        if (e instanceof ConnectException) {
            return "connection refused by " + address();
        }
        if (unsent != null) {
            return "the connection broke while the request was sent (" + unsent.getMessage() + ")";
        }
        if (e instanceof SSLException) {
            return "TLS failed with " + address() + ": " + e.getMessage();
        }
        if (e instanceof NoHttpResponseException) {
            return "the connection was closed without an answer";
        }
        if (e instanceof HttpException && status == 0) {
            return "the answer is not HTTP/1.1: " + e.getMessage();
        }
        return "the connection broke, " + progress(doing) + " (" + e.getMessage() + ")";
    }

    private String progress(String doing) {
        return status == 0 ? "while " + doing : "after status " + status + " and " + bodyBytes + " bytes of the body";
    }

    private String address() {
        return request.url().getHost() + ":" + request.url().getPort();
    }

    private static String cut(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit);
    }
}
