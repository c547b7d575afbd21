package dev.seatrial.environment.ready;

import dev.seatrial.link.Endpoint;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/**
 * A TCP port takes connections.
 *
 * @param endpoint which
 */
public record TcpOpen(Endpoint endpoint) implements Condition {

    @Override
    public String what() {
        return "TCP port " + endpoint + " to open";
    }

    @Override
    public Optional<String> missing(Duration limit) {
        try (Socket open = Dial.open(endpoint.host(), endpoint.port(), limit)) {
            return open.isConnected() ? Optional.empty() : Optional.of("the connection was closed at once");
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
