package dev.seatrial.schema.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Says on standard error how far a long run is, at most once a second. */
final class Progress {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final PrintStream err;
    private final boolean quiet;
    private final boolean terminal;
    private final long began = System.nanoTime();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong said = new AtomicLong(began);

    Progress(PrintStream err, boolean quiet, boolean terminal) {
        this.err = err;
        this.quiet = quiet;
        this.terminal = terminal;
    }

    /** Whether standard error is likely to be looked at as it is written. */
    static boolean isTerminal() {
        String told = System.getProperty("seatrial.terminal");
        if (told != null) {
            return told.contains("2") && System.getenv("CI") == null;
        }
        String terminal = System.getenv("TERM");
        return terminal != null && !terminal.equals("dumb") && System.getenv("CI") == null;
    }

    void add(long moreEvents, long moreBytes) {
        events.addAndGet(moreEvents);
        bytes.addAndGet(moreBytes);
        long last = said.get();
        long now = System.nanoTime();
        if (terminal && !quiet && now - last > EVERY.toNanos() && said.compareAndSet(last, now)) {
            err.print("\r" + line(now));
            err.flush();
        }
    }

    void done() {
        long now = System.nanoTime();
        if (!quiet && now - began > EVERY.toNanos()) {
            err.println((terminal ? "\r" : "") + line(now));
        }
    }

    private String line(long now) {
        double seconds = (now - began) / 1e9;
        return String.format(
                Locale.ROOT,
                "%,d events, %.1f MB in %.1f s: %,d events/s, %.1f MB/s",
                events.get(),
                bytes.get() / 1e6,
                seconds,
                Math.round(events.get() / seconds),
                bytes.get() / 1e6 / seconds);
    }
}
