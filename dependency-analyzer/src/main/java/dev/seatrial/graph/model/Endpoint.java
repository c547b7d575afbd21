package dev.seatrial.graph.model;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One path that a component offers over HTTP.
 *
 * @param method HTTP method, {@code *} for any, empty where none is known
 * @param path as the code maps it, without the base; as the caller writes it where only a caller tells
 * @param base the context path that the configuration puts before it, or empty
 * @param role what stands behind it
 * @param below what a framework adds under an exported path, such as {@code /{id}}; empty for other roles
 */
public record Endpoint(
        String component, String method, String path, String base, Role role, List<String> below, Place place)
        implements Comparable<Endpoint> {

    /** What stands behind an endpoint. */
    public enum Role {
        /** A method of the component answers. */
        OPERATION,
        /** The path of a class: what answers lies below it. */
        BASE,
        /** A framework exports it, without a line of code that maps it. */
        EXPORTED,
        /** A caller's code names it; none of the component's mappings is the same. */
        CALLED;

        /** The word in every output. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Comparator<Endpoint> ORDER = Comparator.comparing(Endpoint::component)
            .thenComparing(Endpoint::path)
            .thenComparing(Endpoint::method)
            .thenComparing(Endpoint::role)
            .thenComparing(Endpoint::place)
            .thenComparing(Endpoint::base);

    /** Keeps the order of what lies below. */
    public Endpoint {
        below = List.copyOf(below);
    }

    /** An operation. */
    public Endpoint(String component, String method, String path, String base, Place place) {
        this(component, method, path, base, Role.OPERATION, List.of(), place);
    }

    @Override
    public int compareTo(Endpoint other) {
        return ORDER.compare(this, other);
    }
}
