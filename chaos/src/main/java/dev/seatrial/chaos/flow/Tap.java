package dev.seatrial.chaos.flow;

import java.util.List;

/** What accompanies one connection: the stages in its two directions, and an ear for its beginning and end. */
public interface Tap {

    /** The stages from the consumer to the provider. */
    List<? extends Stage> up();

    /** The stages from the provider to the consumer. */
    List<? extends Stage> down();

    /** The stages are in place; data may come from now on. */
    default void wired() {}

    /** Whether something acts on single pieces of data, so that their size matters. */
    default boolean inPieces() {
        return false;
    }

    /** How many nanoseconds to wait before the provider is dialled. Asked once. */
    default long beforeDial() {
        return 0;
    }

    /** The provider was reached from this port of ours; data may go to it from now on. */
    default void reachedFrom(int port) {}

    /**
     * The provider could not be reached.
     *
     * @return whether to keep the consumer's connection all the same, because requests may be answered here
     */
    boolean unreachable();

    /** The connection is over. Called once. */
    void over(Ending ending);

    /** How a connection ended. */
    enum Ending {
        /** Both sides finished in an orderly way, the consumer first. */
        CONSUMER_FINISHED,
        /** Both sides finished in an orderly way, the provider first. */
        PROVIDER_FINISHED,
        /** The consumer reset it. */
        CONSUMER_BROKE,
        /** The provider reset it. */
        PROVIDER_BROKE,
        /** The provider was never reached. */
        UNREACHABLE,
        /** Ended from here: by a fault or because the link closes. */
        CUT
    }
}
