package dev.seatrial.chaos.toxic;

import io.netty.buffer.ByteBuf;

/** Does nothing; the original offers it by name. */
final class NoopToxic extends ToxicStage {

    @Override
    protected void strike(ByteBuf chunk) {
        next().data(chunk);
    }

    @Override
    public void leave() {}
}
