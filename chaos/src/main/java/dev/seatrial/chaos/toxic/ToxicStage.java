package dev.seatrial.chaos.toxic;

import dev.seatrial.chaos.flow.Stage;
import io.netty.buffer.ByteBuf;

/** A toxic at work on one direction of one connection. Runs on the connection's event loop. */
public abstract class ToxicStage extends Stage {

    private long[] values = {};
    private boolean struck;

    /**
     * Sets or changes the attributes.
     *
     * @param strikes whether toxicity picked this connection; otherwise everything passes
     */
    public final void set(long[] attributes, boolean strikes) {
        values = attributes.clone();
        struck = strikes;
        changed();
    }

    /** The toxic goes: what is kept back passes on, or the connection ends, as the kind demands. */
    public abstract void leave();

    /** The attributes were set. */
    protected void changed() {}

    /** An attribute, by its place in {@link ToxicType#attributes()}. */
    protected final long value(int index) {
        return values[index];
    }

    /** Whether it acts on this connection. */
    protected final boolean struck() {
        return struck;
    }

    /** What happens to a chunk when the toxic acts. */
    protected abstract void strike(ByteBuf chunk);

    @Override
    public void data(ByteBuf chunk) {
        if (struck) {
            strike(chunk);
        } else {
            next().data(chunk);
        }
    }
}
