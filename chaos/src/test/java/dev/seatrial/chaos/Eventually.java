package dev.seatrial.chaos;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a condition, and says what it last saw when it does not come. */
public final class Eventually {

    private Eventually() {}

    public static <T> T eventually(Supplier<T> look, Predicate<T> holds) {
        long limit = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        T seen = look.get();
        while (!holds.test(seen)) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("not within 10 s; last seen: " + seen);
            }
            Thread.onSpinWait();
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            seen = look.get();
        }
        return seen;
    }
}
