package dev.seatrial.ship.rollout;

import dev.seatrial.ship.manifest.Change;
import java.util.List;

/**
 * What promoting would do to one object, as the API server answered.
 *
 * @param object such as {@code Deployment/payments}
 * @param exists whether it is there now
 * @param changes what would change; empty where it is as it should be, or is new
 */
public record PlannedObject(String object, boolean exists, List<Change> changes) {

    public PlannedObject {
        changes = List.copyOf(changes);
    }

    /** One line for the object and one a change. */
    public List<String> lines() {
        String head = !exists ? "create " + object : changes.isEmpty() ? "leave  " + object : "change " + object;
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(head), changes.stream().map(c -> "    " + c))
                .toList();
    }
}
