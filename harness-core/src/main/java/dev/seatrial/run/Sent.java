package dev.seatrial.run;

import dev.seatrial.check.HttpProbe.Exchange;
import java.time.Duration;
import java.time.Instant;

/**
 * One request that a check sent, in short.
 *
 * @param status 0 where no status line came
 * @param failure why no complete answer came, or empty
 */
public record Sent(Instant start, String method, String url, int status, Duration took, String failure) {

    static Sent of(Exchange exchange) {
        return new Sent(
                exchange.start(),
                exchange.method(),
                exchange.url(),
                exchange.status(),
                exchange.took(),
                exchange.failure());
    }
}
