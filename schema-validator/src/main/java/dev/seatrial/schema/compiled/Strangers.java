package dev.seatrial.schema.compiled;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names in an object that no rule names, each once. */
final class Strangers {
    private @Nullable String first;
    private @Nullable Set<String> rest;
    private int count;

    /** Takes a name in; a second time is a doubt. */
    void add(String name) {
        count++;
        if (first == null) {
            first = name;
            return;
        }
        if (rest == null) {
            rest = new HashSet<>();
        }
        if (first.equals(name) || !rest.add(name)) {
            throw JsonScanner.doubt();
        }
    }

    int count() {
        return count;
    }
}
