package dev.seatrial.schema.compiled;

import dev.seatrial.schema.json.Pointers;
import org.jspecify.annotations.Nullable;

/** The way from an event's root to a value, built only as far as it is walked. */
final class Path {
    static final Path ROOT = new Path(null, "");

    private final @Nullable Path parent;
    private final Object token;

    private Path(@Nullable Path parent, Object token) {
        this.parent = parent;
        this.token = token;
    }

    Path down(Object name) {
        return new Path(this, name);
    }

    int depth() {
        int depth = 0;
        for (Path path = this; path.parent != null; path = path.parent) {
            depth++;
        }
        return depth;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    private void write(StringBuilder out) {
        if (parent != null) {
            parent.write(out);
            out.append('/').append(Pointers.escape(token.toString()));
        }
    }
}
