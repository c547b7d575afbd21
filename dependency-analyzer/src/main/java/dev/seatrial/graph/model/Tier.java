package dev.seatrial.graph.model;

import java.util.Locale;

/** How much stands behind an edge. */
public enum Tier {
    /** A file says it: a call, a route, an address. */
    DECLARED,
    /** It follows from a framework's default, such as a client library without an address. */
    INFERRED,
    /** It was seen at run time: in a trace, in a ledger. */
    OBSERVED;

    /** The word in every output. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
