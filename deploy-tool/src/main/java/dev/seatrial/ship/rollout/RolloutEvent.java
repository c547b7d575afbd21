package dev.seatrial.ship.rollout;

import java.time.Duration;

/**
 * Something that a reader who waits wants to know.
 *
 * @param step one word, such as {@code plan}, {@code candidate}, {@code gate}, {@code promote}
 * @param message one line
 * @param at since the rollout began
 */
public record RolloutEvent(String step, String message, Duration at) {}
