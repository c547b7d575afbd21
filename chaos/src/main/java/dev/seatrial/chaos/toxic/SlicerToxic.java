package dev.seatrial.chaos.toxic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Cuts data into slices that are sent one by one. */
final class SlicerToxic extends TimedToxic {

    private final SplittableRandom random;

    SlicerToxic(SplittableRandom random) {
        this.random = random;
    }

    @Override
    protected void strike(ByteBuf chunk) {
        long now = System.nanoTime();
        Long last = lastDue();
        long end = slice(chunk, chunk.readableBytes(), last == null || last - now < 0 ? now : last);
        chunk.release();
        later(Unpooled.EMPTY_BUFFER, end); // the last slice is followed by the delay, too
    }

    /** Halves, more or less, until a slice is small enough; gives the time at which the next may go. */
    private long slice(ByteBuf chunk, int length, long due) {
        if (length - value(0) <= value(1) || length < 2) {
            later(chunk.readRetainedSlice(length), due);
            next().flush();
            return due + TimeUnit.MICROSECONDS.toNanos(Math.min(value(2), TimeUnit.DAYS.toMicros(1)));
        }
        int half = length / 2;
        if (value(1) > 0) {
            half += (int) random.nextLong(-value(1), value(1));
        }
        half = Math.max(1, Math.min(length - 1, half));
        return slice(chunk, length - half, slice(chunk, half, due));
    }
}
