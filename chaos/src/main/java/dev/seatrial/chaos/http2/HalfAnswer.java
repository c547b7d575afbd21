package dev.seatrial.chaos.http2;

import dev.seatrial.chaos.fault.FaultOn;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Headers;
import org.jspecify.annotations.Nullable;

/** Head and half of the body pass, then nothing, until the fault ends and the stream is reset. */
final class HalfAnswer extends ShapedAnswer {

    /** Of a body whose length is not known beforehand this much is waited for: less than the usual window. */
    private static final int WAITED_FOR = 16 << 10;

    private long left;
    private boolean headPassed;
    private boolean silent;
    private @Nullable ByteBuf kept;

    /**
     * Makes one.
     *
     * @param length of the body, negative if it is not known
     */
    HalfAnswer(Streams streams, Stream stream, FaultOn<?> by, long length) {
        super(streams, stream, by);
        left = length / 2;
        kept = length < 0 ? Unpooled.buffer() : null;
    }

    @Override
    void headers(Http2Headers headers, boolean end) {
        if (!headPassed) {
            headPassed = true;
            pass(headers, end);
        } else {
            silence(); // before the trailers
        }
    }

    @Override
    void data(ByteBuf payload, boolean end) {
        if (kept == null) {
            int n = (int) Math.min(left, payload.readableBytes());
            left -= n;
            passFirst(payload, n, false);
            if (left == 0) {
                silence();
            }
            return;
        }
        kept.writeBytes(payload);
        payload.release();
        if (end || kept.readableBytes() > WAITED_FOR) {
            silence();
        }
    }

    private void silence() {
        if (silent) {
            return;
        }
        silent = true;
        ByteBuf all = kept;
        kept = null;
        left = 0;
        if (all != null) {
            passFirst(all, all.readableBytes() / 2, false);
        }
        decided();
        ended();
        if (!by().active()) {
            reset();
        }
    }

    @Override
    void healed() {
        if (silent) {
            reset();
        }
    }

    @Override
    void discard() {
        if (kept != null) {
            kept.release();
            kept = null;
        }
    }
}
