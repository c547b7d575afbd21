package dev.seatrial.run;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them: {@code 340 µs}, {@code 12 ms}, {@code 1.5 s}, {@code 2 min 5 s}. */
public final class Durations {

    private Durations() {}

    /** The duration in words, to two or three digits. */
    public static String text(Duration duration) {
        long micros = duration.toNanos() / 1_000;
        if (micros < 1_000) {
            return micros + " µs";
        }
        if (micros < 1_000_000) {
            return micros / 1_000 + " ms";
        }
        if (duration.toSeconds() < 60) {
            String seconds = String.format(Locale.ROOT, "%.1f", micros / 1e6);
            return (seconds.endsWith(".0") ? seconds.substring(0, seconds.length() - 2) : seconds) + " s";
        }
        long rest = duration.toSecondsPart();
        return duration.toMinutes() + " min" + (rest == 0 ? "" : " " + rest + " s");
    }
}
