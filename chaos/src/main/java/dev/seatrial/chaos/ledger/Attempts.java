package dev.seatrial.chaos.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts how often one request was tried: requests with one method, path, request id and trace id. Bounded. */
final class Attempts {

    private static final int KEPT = 16_384;

    private final Map<Key, int[]> counts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, int[]> eldest) {
            return size() > KEPT;
        }
    };

    private record Key(
            String method,
            String path,
            @Nullable String requestId,
            @Nullable String traceId) {}

    /** The number of this attempt. Requests that carry neither id cannot be told apart and are all first attempts. */
    int next(RequestFacts facts) {
        if (facts.requestId() == null && facts.traceId() == null) {
            return 1;
        }
        Key key = new Key(facts.method(), facts.path(), facts.requestId(), facts.traceId());
        return ++counts.computeIfAbsent(key, k -> new int[1])[0];
    }
}
