package dev.seatrial.graph.seen;

import java.util.Map;
import java.util.Optional;

/**
 * One span, whichever format it came in.
 *
 * @param tags attributes as text
 */
record Span(String trace, String id, String parent, String service, Role role, Map<String, String> tags) {

    enum Role {
        SERVER,
        CLIENT,
        PRODUCER,
        CONSUMER,
        INTERNAL
    }

    Span {
        tags = Map.copyOf(tags);
    }

    /** The first of these tags that is there. */
    Optional<String> tag(String... names) {
        for (String name : names) {
            String value = tags.get(name);
            if (value != null && !value.isBlank()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
