package dev.seatrial.graph.command;

/** Exit codes, as everywhere. */
final class Codes {

    static final int OK = 0;
    static final int VIOLATED = 1;
    static final int USAGE = 2;
    static final int NOTHING_FOUND = 3;

    private Codes() {}
}
