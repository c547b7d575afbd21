package dev.seatrial.ship.rollout;

/** How far a run has come; written to the journal before the step is made. */
enum Phase {
    /** Objects of the candidate may exist. */
    CANDIDATE,
    /** The candidate is being judged. */
    GATE,
    /** The stable objects may have been changed; the journal holds what they were. */
    PROMOTE,
    /** The stable objects are being put back to what they were. */
    ROLLBACK,
    /** Nothing is under way. */
    ENDED
}
