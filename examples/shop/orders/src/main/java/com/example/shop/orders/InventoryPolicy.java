package com.example.shop.orders;

import com.example.shop.chassis.config.Defects;
import java.time.Duration;

/**
 * How long and how often the inventory is asked.
 *
 * @param attempt how long one attempt may take
 * @param budget how long all of them together may take; seatrial.yaml declares 2 s for the whole answer
 * @param attempts how often, at most
 * @param backoff before the second attempt; it doubles, and varies by a quarter, so that each pause is longer than the one before
 * @param breaker whether attempts end for a while when most fail
 */
record InventoryPolicy(Duration attempt, Duration budget, int attempts, Duration backoff, boolean breaker) {

    static final InventoryPolicy MODEL =
            new InventoryPolicy(Duration.ofSeconds(1), Duration.ofMillis(1700), 3, Duration.ofMillis(100), true);

    static InventoryPolicy of(Defects defects) {
        if (defects.has("no-deadline")) {
            return new InventoryPolicy(Duration.ofHours(1), Duration.ofHours(1), 3, Duration.ofMillis(100), true);
        }
        if (defects.has("retry-storm")) {
            return new InventoryPolicy(Duration.ofSeconds(1), Duration.ofMillis(1700), 25, Duration.ofMillis(1), false);
        }
        return MODEL;
    }
}
