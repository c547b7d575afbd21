package dev.seatrial.chaos.toxic;

import io.netty.buffer.ByteBuf;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Delays each chunk, counted from its arrival. */
final class LatencyToxic extends TimedToxic {

    private final SplittableRandom random;

    LatencyToxic(SplittableRandom random) {
        this.random = random;
    }

    @Override
    protected void strike(ByteBuf chunk) {
        long jitter = value(1);
        long shift = jitter <= 0 ? 0 : jitter > Long.MAX_VALUE / 4 ? 0 : random.nextLong(-jitter, jitter);
        // More than a year is never; the bound keeps the sum from running over.
        long millis = Math.min(TimeUnit.DAYS.toMillis(366), value(0) + shift);
        later(chunk, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
