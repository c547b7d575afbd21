package dev.seatrial.suite.effect;

import dev.seatrial.suite.request.Call;
import java.time.Duration;

/**
 * Waits for effects to come and to settle.
 *
 * @param counter what counts them
 * @param pace how long to wait
 */
public record EffectWatch(EffectCounter counter, Pace pace) {

    /** On a machine that stands still for a while, quiet time without looks is no quiet. */
    private static final int FEWEST_LOOKS = 5;

    /**
     * How long to wait for effects.
     *
     * @param appears an effect that did not come in this time does not come
     * @param quiet a count that did not change for this time has settled
     * @param poll between two looks
     */
    public record Pace(Duration appears, Duration quiet, Duration poll) {

        /** For systems of real processes. */
        public static final Pace REAL = new Pace(Duration.ofSeconds(10), Duration.ofMillis(400), Duration.ofMillis(25));
    }

    /**
     * The count when it has come to {@code atLeast}, or at the end of the time.
     *
     * @throws EffectUncountable if it cannot be told
     */
    public Arrival await(Call call, String key, long atLeast) throws EffectUncountable, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            long count = counter.count(call, key);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            if (count >= atLeast || took.compareTo(pace.appears()) >= 0) {
                return new Arrival(count, took);
            }
            Thread.sleep(pace.poll().toMillis());
        }
    }

    /**
     * The count when it has not changed for the quiet time, or for three times as long as the first effect took to
     * come, whichever is longer.
     *
     * @param first how the first effect came
     * @throws EffectUncountable if it cannot be told
     */
    public long settled(Call call, String key, Arrival first) throws EffectUncountable, InterruptedException {
        Duration thrice = first.after().multipliedBy(3);
        Duration quiet = thrice.compareTo(pace.quiet()) > 0 ? thrice : pace.quiet();
        long limit = System.nanoTime() + quiet.plus(pace.appears()).toNanos();
        long count = counter.count(call, key);
        long since = System.nanoTime();
        int same = 0;
        while ((System.nanoTime() - since < quiet.toNanos() || same < FEWEST_LOOKS) && System.nanoTime() < limit) {
            Thread.sleep(pace.poll().toMillis());
            long now = counter.count(call, key);
            same++;
            if (now != count) {
                count = now;
                since = System.nanoTime();
                same = 0;
            }
        }
        return count;
    }

    /**
     * How an effect came.
     *
     * @param count the count then
     * @param after how long it took to come
     */
    public record Arrival(long count, Duration after) {}
}
