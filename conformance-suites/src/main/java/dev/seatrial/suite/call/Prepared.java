package dev.seatrial.suite.call;

import dev.seatrial.check.HttpProbe.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One logical request, ready to be sent, once or more.
 *
 * @param request with token, idempotency key and body
 * @param members the top-level members of the body as text, for placeholders of effects and queries
 * @param key the idempotency key, where the operation promises idempotency
 */
public record Prepared(Request request, Map<String, String> members, Optional<String> key) {

    public Prepared {
        members = Map.copyOf(members);
    }

    /** The values of the placeholders of an effect: the members of the body, and {@code key}. */
    public Map<String, String> placeholders() {
        Map<String, String> all = new LinkedHashMap<>(members);
        key.ifPresent(k -> all.put("key", k));
        return all;
    }
}
