package dev.seatrial.graph.model;

import java.util.Comparator;

/**
 * One operation that a component offers over HTTP.
 *
 * @param method HTTP method, {@code *} for any
 * @param path as the code maps it, without the base
 * @param base the context path that the configuration puts before it, or empty
 */
public record Endpoint(String component, String method, String path, String base, Place place)
        implements Comparable<Endpoint> {

    private static final Comparator<Endpoint> ORDER = Comparator.comparing(Endpoint::component)
            .thenComparing(Endpoint::path)
            .thenComparing(Endpoint::method)
            .thenComparing(Endpoint::place)
            .thenComparing(Endpoint::base);

    @Override
    public int compareTo(Endpoint other) {
        return ORDER.compare(this, other);
    }
}
