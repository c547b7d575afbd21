package dev.seatrial.graph.model;

import java.util.Locale;

/** What goes over an edge. */
public enum EdgeKind {
    HTTP,
    GRPC,
    EVENT,
    DATA_STORE,
    DISCOVERY,
    CONFIGURATION,
    GATEWAY,
    MONITORING,
    AUTHORIZATION,
    MAIL;

    /** The word in every output. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether the caller waits for the answer. */
    public boolean synchronous() {
        return this != EVENT && this != MONITORING;
    }
}
