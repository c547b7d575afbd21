package dev.seatrial.chaos.sniff;

import dev.seatrial.chaos.fault.FaultOn;
import dev.seatrial.chaos.fault.Marks;
import dev.seatrial.chaos.flow.Tap.Ending;
import dev.seatrial.chaos.ledger.ConnectionRow;
import dev.seatrial.link.LedgerEntry.Outcome;

/** A connection that is kept account of as a whole: its row, and which faults have hit it. */
public final class Tunnel {

    private final ConnectionRow row;
    private final Marks marks;

    public Tunnel(ConnectionRow row) {
        this.row = row;
        this.marks = new Marks(row);
    }

    /** Its row. */
    public ConnectionRow row() {
        return row;
    }

    /** Notes that {@code fault} took effect on it; counts once. */
    public void hitBy(FaultOn<?> fault) {
        marks.hitBy(fault);
    }

    /** As {@link #hitBy}, by a fault that decides how the connection ends. */
    public void decidedBy(FaultOn<?> fault) {
        marks.decidedBy(fault);
    }

    /** The connection is over. */
    public void over(Ending ending) {
        row.end(marks.decided() ? Outcome.FAULTED : outcome(ending));
    }

    private static Outcome outcome(Ending ending) {
        return switch (ending) {
            case CONSUMER_FINISHED, PROVIDER_FINISHED -> Outcome.COMPLETE;
            case CONSUMER_BROKE -> Outcome.CONSUMER_GONE;
            case PROVIDER_BROKE, CUT -> Outcome.PROVIDER_GONE;
            case UNREACHABLE -> Outcome.REFUSED;
        };
    }
}
