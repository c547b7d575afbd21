package dev.seatrial.chaos.fault;

import dev.seatrial.chaos.flow.Tap;

/** A tap that takes part in faults. All methods run on the connection's event loop. */
public interface FaultedTap extends Tap {

    /** Ends the connection at once, because of {@code fault}. */
    void cutBy(FaultOn<?> fault);

    /** {@code fault} is no longer on: what it kept back goes on, what it spoilt ends. */
    void healed(FaultOn<?> fault);
}
