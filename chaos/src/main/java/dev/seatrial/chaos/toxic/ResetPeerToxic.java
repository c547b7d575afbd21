package dev.seatrial.chaos.toxic;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;

/** Resets both sides a while after the first data. */
final class ResetPeerToxic extends ToxicStage {

    private boolean begun;

    @Override
    protected void strike(ByteBuf chunk) {
        chunk.release();
        begin();
    }

    @Override
    public void end() {
        if (struck()) {
            begin();
        } else {
            next().end();
        }
    }

    private void begin() {
        if (!begun) {
            begun = true;
            if (value(0) <= 0) {
                pipe().conduit().cut();
            } else {
                var unused = pipe().loop().schedule(pipe().conduit()::cut, value(0), TimeUnit.MILLISECONDS);
            }
        }
    }

    @Override
    public void leave() {}
}
