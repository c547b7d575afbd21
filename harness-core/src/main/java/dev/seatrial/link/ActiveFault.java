package dev.seatrial.link;

/** A fault that is on. Closing it takes it off; closing twice does nothing. */
public interface ActiveFault extends AutoCloseable {

    /** What was applied. */
    Fault fault();

    /** How many requests (connections, where the protocol is unknown) the fault has hit so far. */
    long hits();

    /** Whether it is still on. */
    boolean active();

    @Override
    void close();
}
