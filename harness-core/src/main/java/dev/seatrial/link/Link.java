package dev.seatrial.link;

import java.util.Set;

/** One edge of a running system, observed and controlled. All methods may be called from any thread. */
public interface Link {

    /** Whose edge this is. */
    LinkId id();

    /** Where the consumer reaches the provider through this link. Fixed for the life of the link. */
    Endpoint listen();

    /**
     * Tells the link where the provider is. Until then, connections are accepted and refused at once.
     *
     * @param upstream where the provider listens
     */
    void connectTo(Endpoint upstream);

    /** What went over the link. */
    Ledger ledger();

    /**
     * Puts a fault on the link. Faults of different kinds combine; a second of the same kind replaces the first.
     *
     * @return the handle that takes it off again; it also goes by itself when its time to live is over
     * @throws UnsupportedOperationException if the link's provider lacks the fault, see {@link #faults()}
     */
    ActiveFault apply(Fault fault);

    /** The kinds of fault that this link can take. */
    Set<Class<? extends Fault>> faults();
}
