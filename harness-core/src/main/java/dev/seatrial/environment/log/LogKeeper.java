package dev.seatrial.environment.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Keeps what one service writes: its beginning in a file, its end in memory, until {@link #close} puts the end into the
 * file too, after a line that says how much between them was dropped. However much a service writes, neither disk nor
 * memory grows over these bounds.
 */
public final class LogKeeper implements AutoCloseable {

    private static final int HEAD = 8 * 1024 * 1024;
    private static final int TAIL = 512 * 1024;
    private static final int LINES_IN_MESSAGE = 20;

    private final Path file;
    private final int headLimit;
    private final Ring tail;
    private final OutputStream out;
    private long written;
    private boolean closed;

    private LogKeeper(Path file, int headLimit, int tailLimit) throws IOException {
        this.file = file;
        this.headLimit = headLimit;
        this.tail = new Ring(tailLimit);
        this.out = Files.newOutputStream(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /**
     * Keeps a log in a file: at most its first 8 MiB and its last 512 KiB.
     *
     * @throws IOException if the file cannot be written
     */
    public static LogKeeper of(Path file) throws IOException {
        return new LogKeeper(file, HEAD, TAIL);
    }

    static LogKeeper of(Path file, int headLimit, int tailLimit) throws IOException {
        return new LogKeeper(file, headLimit, tailLimit);
    }

    /** Reads a stream to its end; returns then, or when it breaks. */
    public void drain(InputStream in) {
        byte[] buffer = new byte[16 * 1024];
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                append(buffer, n);
            }
        } catch (IOException closedByTheProcessEnd) {
            // There is nothing more to read.
        }
    }

    /** Takes the first {@code length} of these bytes. */
    public synchronized void append(byte[] bytes, int length) {
        if (closed) {
            return;
        }
        int toHead = (int) Math.max(0, Math.min(length, headLimit - written));
        written += length;
        tail.append(bytes, length);
        try {
            out.write(bytes, 0, toHead);
        } catch (IOException diskFull) {
            // The tail in memory still serves; the service must not block because of our disk.
        }
    }

    /** The last lines, oldest first, at most {@code limit}. */
    public synchronized List<String> tail(int limit) {
        String text = new String(tail.bytes(), StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        return List.copyOf(lines.subList(Math.max(0, lines.size() - limit), lines.size()));
    }

    /** The last lines as they end a message. */
    public String ending() {
        List<String> lines = tail(LINES_IN_MESSAGE);
        if (lines.isEmpty()) {
            return "\n  it wrote nothing to stdout or stderr";
        }
        return "\n  the last " + lines.size() + " lines it wrote (all in " + file + "):\n    | "
                + String.join("\n    | ", lines);
    }

    /** Where it is kept. */
    public Path file() {
        return file;
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            long dropped = written - headLimit - tail.size();
            if (dropped > 0) {
                out.write(String.format(Locale.ROOT, "%n[seatrial dropped %,d bytes here]%n", dropped)
                        .getBytes(StandardCharsets.UTF_8));
            }
            if (written > headLimit) {
                byte[] end = tail.bytes();
                int missing = (int) Math.min(end.length, written - headLimit);
                out.write(Arrays.copyOfRange(end, end.length - missing, end.length));
            }
        }
    }
}
