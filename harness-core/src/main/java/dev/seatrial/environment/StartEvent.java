package dev.seatrial.environment;

import java.time.Duration;

/**
 * Something that happened while an environment started or stopped.
 *
 * @param subject the service or resource, or {@code environment}
 * @param phase what happened
 * @param detail for a reader, may be empty
 * @param at since the start was asked for
 */
public record StartEvent(String subject, Phase phase, String detail, Duration at) {

    /** What can happen to a part of an environment. */
    public enum Phase {
        /** What an earlier, killed run left behind is being cleared. */
        CLEARING,
        /** Something is fetched or unpacked. */
        FETCHING,
        STARTING,
        READY,
        STOPPING,
        STOPPED
    }
}
