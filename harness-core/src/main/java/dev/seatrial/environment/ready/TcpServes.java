package dev.seatrial.environment.ready;

import dev.seatrial.link.Endpoint;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/**
 * Somebody behind a published port takes connections. An engine's own proxy accepts them before the container does, and
 * then closes them at once: only one that stays open counts.
 *
 * @param endpoint which
 */
public record TcpServes(Endpoint endpoint) implements Condition {

    private static final Duration STAYS_OPEN = Duration.ofMillis(150);

    @Override
    public String what() {
        return "TCP port " + endpoint + " to open and stay open";
    }

    @Override
    public Optional<String> missing(Duration limit) {
        try (Socket socket = Dial.open(endpoint.host(), endpoint.port(), limit)) {
            socket.setSoTimeout(Dial.millis(Dial.shorter(limit, STAYS_OPEN)));
            return socket.getInputStream().read() < 0
                    ? Optional.of("the connection was closed at once")
                    : Optional.empty();
        } catch (SocketTimeoutException stillOpen) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
