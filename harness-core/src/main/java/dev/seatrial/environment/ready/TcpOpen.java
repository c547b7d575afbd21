package dev.seatrial.environment.ready;

import dev.seatrial.link.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
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
    public Optional<String> missing() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), 1_000);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
