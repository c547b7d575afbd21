package dev.seatrial.chaos.flow;

import java.util.concurrent.atomic.LongAdder;

/**
 * Bytes that a relay has carried so far.
 *
 * @param receivedUp from consumers
 * @param sentUp to the provider
 * @param receivedDown from the provider
 * @param sentDown to consumers
 */
public record Traffic(LongAdder receivedUp, LongAdder sentUp, LongAdder receivedDown, LongAdder sentDown) {

    Traffic() {
        this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
    }
}
