package dev.seatrial.chaos.fault;

import dev.seatrial.chaos.flow.Tap.Ending;
import dev.seatrial.chaos.ledger.Row;
import dev.seatrial.link.LedgerEntry.Outcome;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which faults have hit what a row stands for, each counted once, and whether one decides how it ends. */
public final class Marks {

    private final Row row;
    private @Nullable Set<FaultOn<?>> hits;
    private boolean decided;

    public Marks(Row row) {
        this.row = row;
    }

    /** Notes that {@code fault} took effect; counts once. */
    public void hitBy(FaultOn<?> fault) {
        if (hits == null) {
            hits = new HashSet<>(2);
        }
        if (hits.add(fault)) {
            fault.hit();
            row.hitBy(fault.kind());
        }
    }

    /** As {@link #hitBy}, by a fault that decides how it ends. */
    public void decidedBy(FaultOn<?> fault) {
        hitBy(fault);
        decided = true;
    }

    /** Whether a fault has decided how it ends. */
    public boolean decided() {
        return decided;
    }

    /** Ends a request's row that the end of its connection ends. */
    public void unfinished(Ending ending) {
        row.end(decided ? Outcome.FAULTED : outcome(ending));
    }

    private static Outcome outcome(Ending ending) {
        return switch (ending) {
            case CONSUMER_FINISHED, CONSUMER_BROKE -> Outcome.CONSUMER_GONE;
            case PROVIDER_FINISHED, PROVIDER_BROKE, CUT -> Outcome.PROVIDER_GONE;
            case UNREACHABLE -> Outcome.REFUSED;
        };
    }
}
