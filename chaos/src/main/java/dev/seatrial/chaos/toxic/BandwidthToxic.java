package dev.seatrial.chaos.toxic;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;

/** Lets data go at a limited rate, in pieces of at most a tenth of a second. A rate of 0 lets nothing through. */
final class BandwidthToxic extends TimedToxic {

    private static final long NEVER = TimeUnit.DAYS.toNanos(366);
    private static final int PIECE_MILLIS = 100;

    @Override
    protected void strike(ByteBuf chunk) {
        long rate = value(0);
        long now = System.nanoTime();
        Long last = lastDue();
        long from = last == null || last - now < 0 ? now : last;
        if (rate == 0) {
            later(chunk, now + NEVER);
            return;
        }
        long piece = Math.max(1, Math.min(Integer.MAX_VALUE, rate > Integer.MAX_VALUE ? rate : rate * PIECE_MILLIS));
        while (chunk.readableBytes() > piece) {
            from += TimeUnit.MILLISECONDS.toNanos(PIECE_MILLIS);
            later(chunk.readRetainedSlice((int) piece), from);
        }
        // One KB a second is one byte a millisecond.
        later(chunk, from + TimeUnit.MILLISECONDS.toNanos(chunk.readableBytes()) / rate);
    }
}
