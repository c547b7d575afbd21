package dev.seatrial.check;

import java.util.Optional;

/**
 * What a check looks at.
 *
 * @param service the service concerned, or the database or topic where the rule is about one
 * @param detail what of it: an operation, a link's provider, a topic, a contract
 */
public record Subject(String service, Optional<String> detail) {

    /** A whole service. */
    public static Subject of(String service) {
        return new Subject(service, Optional.empty());
    }

    /** A part of a service, such as one operation. */
    public static Subject of(String service, String detail) {
        return new Subject(service, Optional.of(detail));
    }

    /** {@code payments} or {@code payments/createPayment}. */
    @Override
    public String toString() {
        return detail.map(d -> service + "/" + d).orElse(service);
    }
}
