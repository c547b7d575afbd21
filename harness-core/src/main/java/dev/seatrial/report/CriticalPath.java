package dev.seatrial.report;

import dev.seatrial.report.Timings.Stretch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Finds what the end had to wait for: from the last stretch back to the one whose end let it begin. */
final class CriticalPath {

    /** Clocks and threads differ by this much. */
    private static final Duration SLACK = Duration.ofMillis(20);

    private CriticalPath() {}

    static List<Stretch> of(Collection<Stretch> stretches) {
        Deque<Stretch> path = new ArrayDeque<>();
        Optional<Stretch> next = stretches.stream().max(Comparator.comparing(Stretch::until));
        while (next.isPresent()) {
            Stretch last = next.get();
            path.addFirst(last);
            next = stretches.stream()
                    .filter(s -> s.until().compareTo(last.from().plus(SLACK)) <= 0
                            && s.from().compareTo(last.from()) < 0)
                    .max(Comparator.comparing(Stretch::until));
        }
        return List.copyOf(path);
    }
}
