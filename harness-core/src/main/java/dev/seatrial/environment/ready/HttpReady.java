package dev.seatrial.environment.ready;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A path answers with a 2xx status. Asked over a connection of its own each time, so that nothing of an earlier, failed
 * attempt is used again. An answer that does not come in time is waited for longer the next time: on a slow machine a
 * service may need a while for the first ones, and each that is left to itself costs it as much again.
 */
public final class HttpReady implements Condition {

    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final int MOST_TIMES = 8;

    private final URI url;
    private final Duration most;
    private Duration patience;

    /**
     * A path that answers.
     *
     * @param url http or https
     */
    public HttpReady(URI url) {
        this(url, FIRST);
    }

    HttpReady(URI url, Duration first) {
        this.url = url;
        this.patience = first;
        this.most = first.multipliedBy(MOST_TIMES);
    }

    @Override
    public String what() {
        return "GET " + url + " to answer 2xx";
    }

    @Override
    public synchronized Optional<String> missing(Duration limit) {
        Duration granted = Dial.shorter(limit, patience);
        long end = System.nanoTime() + granted.toNanos();
        int port = url.getPort() >= 0 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
        try (Socket socket = Dial.open(url.getHost(), port, granted)) {
            Socket talk = "https".equalsIgnoreCase(url.getScheme()) ? secured(socket, port) : socket;
            String head = "GET " + url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery())
                    + " HTTP/1.1\r\nHost: " + url.getHost() + ":" + port
                    + "\r\nUser-Agent: seatrial\r\nAccept: */*\r\nConnection: close\r\n\r\n";
            talk.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return judge(firstLine(talk, end));
        } catch (SocketTimeoutException e) {
            patience = granted.equals(patience) ? Dial.shorter(most, patience.multipliedBy(2)) : patience;
            return Optional.of("no answer within " + granted.toMillis() / 1000.0 + " s");
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Socket secured(Socket plain, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secured = (SSLSocket) factory.createSocket(plain, url.getHost(), port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        return secured;
    }

    private static Optional<String> judge(String line) {
        if (line.matches("HTTP/1\\.[01] 2\\d\\d.*")) {
            return Optional.empty();
        }
        return Optional.of(line.isEmpty() ? "the connection was closed without an answer" : "it answered " + line);
    }

    /** However slowly it trickles, at {@code end} it is over. */
    private static String firstLine(Socket talk, long end) throws IOException {
        InputStream in = talk.getInputStream();
        StringBuilder line = new StringBuilder();
        while (line.length() < 200) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (left.isNegative()) {
                throw new SocketTimeoutException();
            }
            talk.setSoTimeout(Dial.millis(left));
            int c = in.read();
            if (c < 0 || c == '\r' || c == '\n') {
                break;
            }
            line.append((char) c);
        }
        return line.toString();
    }
}
