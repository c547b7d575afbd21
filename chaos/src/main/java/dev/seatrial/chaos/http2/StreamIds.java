package dev.seatrial.chaos.http2;

import java.util.LinkedHashMap;
import java.util.Map;

/** The newest of some streams' numbers; bounded. */
final class StreamIds {

    private static final int KEPT = 16_384;

    private final Map<Integer, Boolean> ids = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
            return size() > KEPT;
        }
    };

    void add(int id) {
        ids.put(id, true);
    }

    boolean has(int id) {
        return ids.containsKey(id);
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }
}
