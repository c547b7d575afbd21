package dev.seatrial.chaos.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Gives the monotonic clock's readings a place in the calendar, so that rows are ordered and durations never negative. */
final class Clock {

    private final long nanosAtStart = System.nanoTime();
    private final Instant start = Instant.now();

    Instant instant(long nanos) {
        return start.plusNanos(nanos - nanosAtStart).truncatedTo(ChronoUnit.MICROS);
    }

    static Duration between(long fromNanos, long toNanos) {
        return Duration.of((toNanos - fromNanos) / 1_000, ChronoUnit.MICROS);
    }
}
