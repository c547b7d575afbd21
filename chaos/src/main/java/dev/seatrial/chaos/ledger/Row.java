package dev.seatrial.chaos.ledger;

import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.LedgerEntry.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row while it is being written. Written by one event loop, read by anyone: hence the lock, which is rarely contended. */
public abstract sealed class Row permits HttpRow, ConnectionRow {

    private final Book book;
    private final long sequence;
    private final long startNanos;
    private Outcome outcome = Outcome.UNDER_WAY;
    private long endNanos;
    private @Nullable String fault;

    Row(Book book, long sequence, long startNanos) {
        this.book = book;
        this.sequence = sequence;
        this.startNanos = startNanos;
    }

    /** Ends the row, if nothing has ended it before. */
    public void end(Outcome how) {
        synchronized (this) {
            if (outcome != Outcome.UNDER_WAY) {
                return;
            }
            outcome = how;
            endNanos = System.nanoTime();
        }
        book.ended(this);
    }

    /** Ends the row, even if it was thought to have ended otherwise. */
    public void correct(Outcome how) {
        synchronized (this) {
            outcome = how;
            endNanos = System.nanoTime();
        }
        book.ended(this);
    }

    /** Notes that a fault of this kind hit it; the first one stays. */
    public synchronized void hitBy(String kind) {
        if (fault == null) {
            fault = kind;
        }
    }

    /** Position in the ledger. */
    public long sequence() {
        return sequence;
    }

    /** Whether it has not ended. */
    public synchronized boolean underWay() {
        return outcome == Outcome.UNDER_WAY;
    }

    /** The row as it is now. */
    public abstract LedgerEntry snapshot();

    Instant start() {
        return book.clock().instant(startNanos);
    }

    Outcome outcome() {
        return outcome;
    }

    java.time.@Nullable Duration duration() {
        return outcome == Outcome.UNDER_WAY ? null : Clock.between(startNanos, endNanos);
    }

    java.util.Optional<String> fault() {
        return java.util.Optional.ofNullable(fault);
    }
}
