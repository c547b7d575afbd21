package dev.seatrial.graph.helm;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What names stand for while a template is rendered.
 *
 * @param root what {@code $} is: Values, Release, Chart
 * @param dot what the dot is
 */
record Scope(Map<String, Object> root, @Nullable Object dot, Map<String, @Nullable Object> variables) {

    Scope with(@Nullable Object otherDot) {
        return new Scope(root, otherDot, new HashMap<>(variables));
    }
}
