package dev.seatrial.graph.command;

import dev.seatrial.graph.files.Watcher;
import java.io.PrintWriter;
import java.util.Locale;

/** Says on stderr what takes longer than a second: one line that is written over, or a line now and then without a terminal. */
final class Progress implements Watcher, AutoCloseable {

    private static final long FIRST = 1_000_000_000L;
    private static final long ON_TERMINAL = 200_000_000L;
    private static final long ELSEWHERE = 10_000_000_000L;

    private final PrintWriter err;
    private final boolean terminal;
    private final long start = System.nanoTime();
    private long last = start;
    private boolean shown;

    Progress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** Over the line where stderr is a terminal, as the launcher tells. */
    static Progress on(PrintWriter err) {
        return new Progress(err, System.getProperty("seatrial.terminal", "").contains("2"));
    }

    @Override
    public synchronized void at(String what, int done, int of) {
        long now = System.nanoTime();
        long pause = terminal ? ON_TERMINAL : ELSEWHERE;
        if (now - start < FIRST || (shown && now - last < pause)) {
            return;
        }
        last = now;
        shown = true;
        String text = of == 0
                ? String.format(Locale.ROOT, "%s: %,d", what, done)
                : String.format(Locale.ROOT, "%s: %,d of %,d", what, done, of);
        if (terminal) {
            err.print("\r\u001b[K" + text);
        } else {
            err.println(text);
        }
        err.flush();
    }

    @Override
    public synchronized void close() {
        if (terminal && shown) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
