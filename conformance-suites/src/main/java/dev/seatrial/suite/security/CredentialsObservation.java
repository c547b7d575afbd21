package dev.seatrial.suite.security;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.Observation;
import java.util.List;

/**
 * What a service answered with and without credentials.
 *
 * @param obstacle why nothing could be asked, or empty
 * @param open operations that the description declares public; they are not asked
 * @param operations the others
 */
public record CredentialsObservation(String obstacle, List<String> open, List<Asked> operations)
        implements Observation {

    public CredentialsObservation {
        open = List.copyOf(open);
        operations = List.copyOf(operations);
    }

    /**
     * One operation.
     *
     * @param operation its operationId or route
     * @param problem why it could not be asked, or empty; then there are no exchanges
     * @param allowed the answer to a valid token
     * @param strangers the answers to requests that should be refused, each after what it came with
     */
    public record Asked(String operation, String problem, List<Exchange> allowed, List<Stranger> strangers) {
        public Asked {
            allowed = List.copyOf(allowed);
            strangers = List.copyOf(strangers);
        }
    }

    /**
     * A request that should be refused.
     *
     * @param with what it came with, such as {@code no credentials}
     */
    public record Stranger(String with, Exchange exchange) {}
}
