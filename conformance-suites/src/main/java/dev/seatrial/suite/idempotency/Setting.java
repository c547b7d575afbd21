package dev.seatrial.suite.idempotency;

import dev.seatrial.suite.request.Dialect;

/**
 * What every observation of this suite carries of the owner's expectations.
 *
 * @param operation the operation, as in {@code seatrial.yaml}
 * @param route such as {@code POST /orders}, empty where it is not known
 * @param dialect how its service speaks of repeated requests
 * @param required whether a request without a key is refused
 * @param effect what was counted, for a reader
 * @param scoped whether nobody else could move the count
 * @param obstacle why nothing could be observed, or empty
 */
public record Setting(
        String operation,
        String route,
        Dialect dialect,
        boolean required,
        String effect,
        boolean scoped,
        String obstacle) {

    Setting blocked(String why) {
        return new Setting(operation, route, dialect, required, effect, scoped, why);
    }

    boolean blocked() {
        return !obstacle.isEmpty();
    }
}
