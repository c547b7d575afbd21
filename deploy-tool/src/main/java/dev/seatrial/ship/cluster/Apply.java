package dev.seatrial.ship.cluster;

/** How an object is applied. */
public enum Apply {
    /** The server says what would come of it and changes nothing; a conflict is refused. */
    DRY_RUN,
    /** The same, taking over what others own. */
    DRY_RUN_FORCED,
    /** A conflict with another owner is refused. */
    PLAIN,
    /** What others own is taken over. */
    FORCED;

    /** The same without changing anything. */
    public Apply dry() {
        return isForced() ? DRY_RUN_FORCED : DRY_RUN;
    }

    boolean isForced() {
        return this == FORCED || this == DRY_RUN_FORCED;
    }

    boolean isDry() {
        return this == DRY_RUN || this == DRY_RUN_FORCED;
    }
}
