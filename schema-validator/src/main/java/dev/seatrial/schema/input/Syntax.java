package dev.seatrial.schema.input;

import java.util.Locale;

/** How a source of events is written. */
public enum Syntax {
    /** One value, several after another, or one array whose elements are the events. */
    JSON,
    /** One value a line. */
    NDJSON,
    /** One event a document. */
    YAML;

    /** The syntax that a file's name tells; JSON where it tells nothing. */
    static Syntax of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String bare = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
        if (bare.endsWith(".ndjson") || bare.endsWith(".jsonl")) {
            return NDJSON;
        }
        return bare.endsWith(".yaml") || bare.endsWith(".yml") ? YAML : JSON;
    }
}
