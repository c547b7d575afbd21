package dev.seatrial.chaos.fault;

import dev.seatrial.link.Fault.HttpSelector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Decides which requests a selector picks, and counts. The same seed and the same requests give the same decisions. */
final class Picker {

    private static final int REQUESTS_KEPT = 16_384;

    private final HttpSelector which;
    private final long seed;
    private final Map<String, int[]> attempts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, int[]> eldest) {
            return size() > REQUESTS_KEPT;
        }
    };
    private int matched;

    Picker(HttpSelector which, long seed) {
        this.which = which;
        this.seed = seed;
    }

    /** Whether this request is picked; to be asked once a request, for it counts. */
    synchronized boolean picks(Asked asked, int status) {
        if (!matches(asked, status)) {
            return false;
        }
        int nth = ++matched;
        return (which.first().isEmpty() || nth <= which.first().get())
                && (which.every().isEmpty() || nth % which.every().get() == 0)
                && (which.share() >= 1 || draw(seed, nth) < which.share());
    }

    private boolean matches(Asked asked, int status) {
        return holds(which.method(), m -> m.equals(asked.method()))
                && holds(which.pathPrefix(), p -> asked.path().startsWith(p))
                && holds(which.status(), s -> s.has(status))
                && holds(which.request(), r -> r.equals(asked.idempotencyKey()) || r.equals(asked.requestId()))
                && holds(which.header(), h -> carries(asked, h))
                && (which.attempts().isEmpty() || which.attempts().contains(attempt(asked)));
    }

    private static boolean carries(Asked asked, HttpSelector.Field field) {
        String value = asked.header().apply(field.name());
        return value != null && holds(field.value(), value::equals);
    }

    private static <T> boolean holds(Optional<T> wanted, java.util.function.Predicate<T> condition) {
        return wanted.isEmpty() || condition.test(wanted.get());
    }

    /** The number of this attempt, 0 if nothing tells which request it is an attempt of. */
    private int attempt(Asked asked) {
        String key = asked.key();
        return key == null ? 0 : ++attempts.computeIfAbsent(key, k -> new int[1])[0];
    }

    /** A number from 0 to below 1 that depends on nothing but the seed and the place: SplitMix64. */
    static double draw(long seed, long place) {
        long z = seed + place * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
