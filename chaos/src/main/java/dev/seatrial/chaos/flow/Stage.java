package dev.seatrial.chaos.flow;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One step on the way of one direction of one connection. All methods run on the connection's event loop. A stage
 * that keeps data back tells its {@link Pipe} how much, so that reading pauses.
 */
public abstract class Stage {

    private @Nullable Stage next;
    private @Nullable Pipe pipe;

    /** Takes a chunk, and with it the duty to release it. */
    public abstract void data(ByteBuf chunk);

    /** A burst of data is over: what was passed on should go out. */
    public void flush() {
        next().flush();
    }

    /** The sender has finished in an orderly way; nothing follows. */
    public void end() {
        next().end();
    }

    /** The connection is gone: let go of everything that is kept. */
    public void discard() {}

    /** The stage after this one. */
    protected final Stage next() {
        if (next == null) {
            throw new IllegalStateException("a stage outside a pipe");
        }
        return next;
    }

    /** The direction that this stage is part of. */
    protected final Pipe pipe() {
        if (pipe == null) {
            throw new IllegalStateException("a stage outside a pipe");
        }
        return pipe;
    }

    final void join(Pipe pipe, @Nullable Stage next) {
        this.pipe = pipe;
        this.next = next;
    }

    final @Nullable Stage following() {
        return next;
    }
}
