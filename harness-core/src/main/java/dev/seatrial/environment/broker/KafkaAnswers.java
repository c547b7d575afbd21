package dev.seatrial.environment.broker;

import dev.seatrial.environment.ready.Condition;
import dev.seatrial.environment.ready.Dial;
import dev.seatrial.link.Endpoint;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/**
 * A broker answers ApiVersions, the request with which every client begins.
 *
 * @see <a href="https://kafka.apache.org/protocol#The_Messages_ApiVersions">Kafka protocol, ApiVersions</a>
 */
public record KafkaAnswers(Endpoint endpoint) implements Condition {

    private static final short API_VERSIONS = 18;
    private static final int CORRELATION = 7;
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);

    @Override
    public String what() {
        return "the broker at " + endpoint + " to answer ApiVersions";
    }

    @Override
    public Optional<String> missing(Duration limit) {
        Duration patience = limit.compareTo(ANSWERS_WITHIN) < 0 ? limit : ANSWERS_WITHIN;
        try (Socket socket = Dial.open(endpoint.host(), endpoint.port(), patience)) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(10);
            out.writeShort(API_VERSIONS);
            out.writeShort(0);
            out.writeInt(CORRELATION);
            out.writeShort(-1);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int length = in.readInt();
            int correlation = in.readInt();
            short error = in.readShort();
            return length > 6 && correlation == CORRELATION && error == 0
                    ? Optional.empty()
                    : Optional.of("it answered with error " + error);
        } catch (IOException e) {
            return Optional.of(e.getMessage() == null ? "the connection was closed" : e.getMessage());
        }
    }
}
