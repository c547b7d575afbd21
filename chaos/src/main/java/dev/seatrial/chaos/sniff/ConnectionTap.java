package dev.seatrial.chaos.sniff;

import dev.seatrial.chaos.fault.Delay;
import dev.seatrial.chaos.fault.FaultBoard;
import dev.seatrial.chaos.fault.FaultOn;
import dev.seatrial.chaos.fault.FaultedTap;
import dev.seatrial.chaos.flow.Conduit;
import dev.seatrial.chaos.flow.Stage;
import dev.seatrial.chaos.ledger.Book;
import dev.seatrial.link.Fault;
import dev.seatrial.link.LinkProvider.Protocol;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Accompanies one connection of a protocol other than HTTP: one row, no payload. */
public final class ConnectionTap implements FaultedTap {

    private final Conduit conduit;
    private final FaultBoard board;
    private final Tunnel tunnel;
    private final Delay delay;
    private final Sniffer sniffer;
    private @Nullable FaultOn<?> mutedBy;

    public ConnectionTap(Conduit conduit, FaultBoard board, Book book, Protocol protocol, SplittableRandom random) {
        this.conduit = conduit;
        this.board = board;
        this.tunnel = new Tunnel(book.connection(protocol.name().toLowerCase(Locale.ROOT)));
        this.delay = new Delay(board, random);
        this.sniffer = new Sniffer(tunnel.row(), protocol);
    }

    @Override
    public List<Stage> up() {
        return List.of(new Up());
    }

    @Override
    public List<Stage> down() {
        return List.of(delay, new Down());
    }

    @Override
    public long beforeDial() {
        long wait = delay.beforeDial();
        if (delay.slowedBy() != null) {
            tunnel.row().hitBy(delay.slowedBy().kind());
        }
        return wait;
    }

    @Override
    public void reachedFrom(int port) {
        tunnel.row().reachedFrom(port);
    }

    @Override
    public boolean unreachable() {
        return board.now().blackhole() != null;
    }

    @Override
    public void cutBy(FaultOn<?> fault) {
        tunnel.decidedBy(fault);
        conduit.cut();
    }

    @Override
    public void healed(FaultOn<?> fault) {
        if (mutedBy == fault) {
            conduit.cut();
        } else if (fault.fault() instanceof Fault.Latency) {
            delay.hurry();
        } else if (fault.fault() instanceof Fault.SlowConnect) {
            conduit.dial();
        }
    }

    @Override
    public void over(Ending ending) {
        tunnel.over(ending);
    }

    private boolean muted() {
        FaultOn<Fault.Blackhole> blackhole = board.now().blackhole();
        if (blackhole != null && mutedBy == null) {
            mutedBy = blackhole;
            tunnel.decidedBy(blackhole);
        }
        return mutedBy != null;
    }

    private final class Up extends Stage {

        @Override
        public void data(ByteBuf chunk) {
            tunnel.row().up(chunk.readableBytes());
            sniffer.look(chunk);
            if (muted()) {
                chunk.release();
            } else {
                next().data(chunk);
            }
        }

        @Override
        public void end() {
            if (mutedBy != null) {
                conduit.cut();
            } else {
                next().end();
            }
        }
    }

    private final class Down extends Stage {

        @Override
        public void data(ByteBuf chunk) {
            if (muted()) {
                chunk.release();
                return;
            }
            tunnel.row().down(chunk.readableBytes());
            FaultOn<?> late = delay.delaying();
            if (late != null) {
                tunnel.hitBy(late);
            }
            next().data(chunk);
        }

        @Override
        public void end() {
            if (mutedBy == null) {
                next().end();
            }
        }
    }
}
