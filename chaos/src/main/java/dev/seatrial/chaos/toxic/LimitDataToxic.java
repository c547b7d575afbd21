package dev.seatrial.chaos.toxic;

import io.netty.buffer.ByteBuf;

/** Closes the connection once so many bytes have passed. */
final class LimitDataToxic extends ToxicStage {

    private long passed;

    @Override
    protected void strike(ByteBuf chunk) {
        long left = Math.max(0, value(0) - passed);
        int n = (int) Math.min(left, chunk.readableBytes());
        if (n > 0) {
            passed += n;
            next().data(chunk.readRetainedSlice(n));
            next().flush();
        }
        chunk.release();
        if (passed >= value(0)) {
            pipe().conduit().close();
        }
    }

    @Override
    public void leave() {}
}
