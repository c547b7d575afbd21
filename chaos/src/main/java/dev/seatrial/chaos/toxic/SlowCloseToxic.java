package dev.seatrial.chaos.toxic;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;

/** Delays the end of a direction. */
final class SlowCloseToxic extends ToxicStage {

    private boolean ending;
    private boolean ended;

    @Override
    protected void strike(ByteBuf chunk) {
        next().data(chunk);
    }

    @Override
    public void end() {
        if (!struck()) {
            next().end();
            return;
        }
        ending = true;
        var unused = pipe().loop().schedule(this::leave, Math.max(0, value(0)), TimeUnit.MILLISECONDS);
    }

    @Override
    public void leave() {
        if (ending && !ended) {
            ended = true;
            next().end();
        }
    }
}
