package dev.seatrial.graph.model;

import java.util.Locale;

/** What a component is for. */
public enum Kind {
    SERVICE,
    GATEWAY,
    DISCOVERY,
    CONFIGURATION,
    AUTHORIZATION,
    DATABASE,
    BROKER,
    MONITORING,
    OTHER;

    /** The word in every output. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
