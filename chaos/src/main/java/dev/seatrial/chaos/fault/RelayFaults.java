package dev.seatrial.chaos.fault;

import dev.seatrial.chaos.flow.Relay;
import dev.seatrial.chaos.ledger.Book;
import dev.seatrial.chaos.ledger.ConnectionRow;
import dev.seatrial.link.Fault;
import dev.seatrial.link.LedgerEntry.Outcome;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives faults their effect on a relay at the moment when they go on or off. */
public final class RelayFaults {

    private final FaultBoard board;
    private final Supplier<@Nullable Relay> relay;
    private final Book book;
    private final String protocol;

    /**
     * Makes an empty board for a relay.
     *
     * @param relay the relay, if it runs
     * @param seed decides everything random about the faults
     * @param protocol what rows of refused connections say is spoken
     */
    public RelayFaults(
            ScheduledExecutorService timers, long seed, Supplier<@Nullable Relay> relay, Book book, String protocol) {
        this.board = new FaultBoard(timers, seed, new Effects());
        this.relay = relay;
        this.book = book;
        this.protocol = protocol;
    }

    /** What is on. */
    public FaultBoard board() {
        return board;
    }

    /** Whether a connection that has just come is to be reset; counts and records it if so. */
    public boolean refused() {
        FaultOn<Fault.Down> down = board.now().down();
        if (down == null) {
            return false;
        }
        ConnectionRow row = book.connection(protocol);
        row.hitBy(down.kind());
        row.end(Outcome.FAULTED);
        down.hit();
        return true;
    }

    private final class Effects implements FaultBoard.Watcher {

        @Override
        public void on(FaultOn<?> fault) {
            Relay running = relay.get();
            if (running == null) {
                return;
            }
            if (fault.fault() instanceof Fault.Down) {
                running.each(conduit -> {
                    if (conduit.tap() instanceof FaultedTap tap) {
                        tap.cutBy(fault);
                    }
                });
            } else if (fault.fault() instanceof Fault.ConnectBlackhole) {
                long before = running.drops();
                running.hide();
                fault.countedBy(() -> running.drops() - before);
            }
        }

        @Override
        public void off(FaultOn<?> fault) {
            Relay running = relay.get();
            if (running == null) {
                return;
            }
            if (fault.fault() instanceof Fault.ConnectBlackhole) {
                long total = fault.hits();
                fault.countedBy(() -> total);
                running.show();
            } else {
                running.each(conduit -> {
                    if (conduit.tap() instanceof FaultedTap tap) {
                        tap.healed(fault);
                    }
                });
            }
        }
    }
}
