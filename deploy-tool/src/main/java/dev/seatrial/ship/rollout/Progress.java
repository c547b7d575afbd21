package dev.seatrial.ship.rollout;

import java.util.List;

/** How far a Deployment has come. */
sealed interface Progress {

    /** Every pod is the new one, available, and the controller says so. */
    record Ready() implements Progress {}

    /**
     * Not yet.
     *
     * @param what is waited for
     */
    record Waiting(String what) implements Progress {}

    /**
     * It will not come.
     *
     * @param reasons all of them, at least one
     */
    record Failed(List<Reason> reasons) implements Progress {
        public Failed {
            reasons = List.copyOf(reasons);
        }
    }
}
