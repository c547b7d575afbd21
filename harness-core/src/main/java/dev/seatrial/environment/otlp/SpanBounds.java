package dev.seatrial.environment.otlp;

import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps one span small, whatever a service puts into it. */
final class SpanBounds {

    private static final int ATTRIBUTES = 64;
    private static final int CHARACTERS = 1_000;

    private SpanBounds() {}

    static String cut(String text) {
        return text.length() <= CHARACTERS ? text : text.substring(0, CHARACTERS);
    }

    static Map<String, String> cut(Map<String, String> attributes) {
        Map<String, String> kept = new LinkedHashMap<>();
        attributes.forEach((key, value) -> {
            if (kept.size() < ATTRIBUTES) {
                kept.put(cut(key), cut(value));
            }
        });
        return kept;
    }
}
