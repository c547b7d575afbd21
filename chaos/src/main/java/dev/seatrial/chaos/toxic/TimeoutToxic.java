package dev.seatrial.chaos.toxic;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets nothing through; closes when no data came for a while, and when it is taken away. */
final class TimeoutToxic extends ToxicStage {

    private @Nullable Future<?> timer;

    @Override
    protected void changed() {
        restart();
    }

    @Override
    protected void strike(ByteBuf chunk) {
        chunk.release();
        restart();
    }

    private void restart() {
        discard();
        if (struck() && value(0) > 0) {
            timer = pipe().loop().schedule(pipe().conduit()::close, value(0), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void leave() {
        // Even a connection that toxicity spared is closed by the original when this toxic goes.
        pipe().conduit().close();
    }

    @Override
    public void discard() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
