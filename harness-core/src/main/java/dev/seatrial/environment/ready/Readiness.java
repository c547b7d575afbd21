package dev.seatrial.environment.ready;

import dev.seatrial.environment.EnvironmentException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits until a part is ready, and says what it waited for when it is not.
 *
 * @param subject the part, as it begins the message, such as {@code service "orders"}
 * @param limit how long to wait; a look that has begun may end up to 250 ms later
 * @param ended why it cannot become ready any more, empty while it can
 * @param log what it wrote last, as it ends the message; empty for a part whose log is not ours
 */
public record Readiness(String subject, Duration limit, Supplier<Optional<String>> ended, Supplier<String> log) {

    private static final Duration PAUSE = Duration.ofMillis(25);
    /** The last look is a fair one, however little is left of the limit. */
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(250);

    /**
     * Waits until the condition holds.
     *
     * @param mend what to do when it does not come to hold
     * @throws EnvironmentException if the part ends first or the limit is over; the message has the condition, the limit,
     *     the last observation and the end of the log
     */
    public void await(Condition condition, String mend) throws InterruptedException {
        long start = System.nanoTime();
        String seen = "nothing yet";
        while (true) {
            Optional<String> gone = ended.get();
            if (gone.isPresent()) {
                throw new EnvironmentException(subject + " " + gone.get() + " after " + seconds(since(start))
                        + ", before it was ready: waited for " + condition.what() + ", last seen: " + seen
                        + "\n  mend: "
                        + mend + log.get());
            }
            Optional<String> missing = condition.missing(left(start));
            if (missing.isEmpty()) {
                return;
            }
            seen = missing.get();
            if (since(start).compareTo(limit) > 0) {
                throw new EnvironmentException(subject + " was not ready within " + seconds(limit) + ": waited for "
                        + condition.what() + ", last seen: " + seen + "\n  mend: " + mend + log.get());
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private Duration left(long start) {
        Duration left = limit.minus(since(start));
        return left.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : left;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String seconds(Duration duration) {
        return String.format(java.util.Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
