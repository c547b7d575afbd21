package dev.seatrial.chaos.toxiproxy;

/** An answer that goes on for as long as the caller keeps its connection. */
interface Follow {

    /** What is to be sent now, empty for nothing. Not called while the caller does not read. */
    String next();

    /** The caller has gone. */
    void closed();
}
