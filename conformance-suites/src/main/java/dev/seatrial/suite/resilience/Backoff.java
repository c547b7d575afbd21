package dev.seatrial.suite.resilience;

import dev.seatrial.check.Finding;
import dev.seatrial.suite.resilience.RetryBudget.Attempts;
import dev.seatrial.suite.resilience.RetryBudget.Seen;
import dev.seatrial.suite.resilience.RetryBudget.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges whether the gaps between attempts grow. With few sequences only what is plain is a finding: no pause at all, or
 * the same pause each time. Jittered gaps that vary widely need more sequences than one check takes, and are let pass.
 */
final class Backoff {

    /** Attempts closer together than this have no pause between them. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private static final double GROWTH = 1.2;

    private Backoff() {}

    /** A finding where every sequence of at least three attempts shows the same fault. */
    static Optional<Finding> judge(Seen seen) {
        List<Sequence> long3 = new ArrayList<>();
        List<List<Duration>> gaps = new ArrayList<>();
        for (Sequence sequence : seen.sequences()) {
            for (Attempts attempts : sequence.attempts()) {
                if (attempts.healthy() == 1 && attempts.gaps().size() >= 2) {
                    long3.add(sequence);
                    gaps.add(attempts.gaps());
                }
            }
        }
        if (gaps.size() < 2) {
            return Optional.empty();
        }
        boolean none = gaps.stream().allMatch(g -> g.stream().allMatch(gap -> gap.compareTo(PAUSE) < 0));
        boolean constant = gaps.stream().allMatch(Backoff::constant);
        if (!none && !constant) {
            return Optional.empty();
        }
        Sequence first = long3.get(0);
        return Optional.of(new Finding(
                RetryBudget.did(seen, first),
                "the attempts had gaps of " + RetryBudget.millis(gaps.get(0))
                        + (none ? ": no pause" : ": always the same"),
                "gaps that grow, such as 100 ms, 200 ms, 400 ms, with some jitter",
                "back off exponentially with jitter; consumers that failed together else return together",
                first.answer().curl()));
    }

    private static boolean constant(List<Duration> gaps) {
        double first = Math.max(1, gaps.get(0).toNanos());
        return gaps.stream().allMatch(gap -> {
            double ratio = gap.toNanos() / first;
            return ratio < GROWTH && ratio > 1 / GROWTH;
        });
    }
}
