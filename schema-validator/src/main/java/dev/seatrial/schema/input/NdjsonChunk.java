package dev.seatrial.schema.input;

import dev.seatrial.schema.json.Limits;
import dev.seatrial.schema.json.Position;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Some whole lines of a source.
 *
 * @param source the file's name
 * @param buffer that holds them
 * @param length in bytes
 * @param line the number of the first
 */
@SuppressWarnings("ArrayRecordComponent") // looked at, never compared or kept
public record NdjsonChunk(String source, byte[] buffer, int length, int line) {
    private static final int SIZE = 1 << 20;

    /**
     * Cuts a stream into chunks of about a mebibyte; each has a buffer of its own.
     *
     * @throws InputException when a line is longer than an event may be
     */
    public static void forEach(String source, InputStream in, Limits limits, Consumer<NdjsonChunk> to)
            throws IOException {
        byte[] buffer = new byte[SIZE];
        int filled = 0;
        int line = 1;
        while (true) {
            int count = in.readNBytes(buffer, filled, buffer.length - filled);
            filled += count;
            boolean end = filled < buffer.length;
            int cut = end ? filled : lastLine(buffer, filled);
            if (cut == 0 && !end) {
                if (buffer.length > limits.eventBytes()) {
                    throw new InputException(
                            source,
                            new Position(line, 1),
                            "a line longer than the limit of " + limits.eventBytes() + " bytes (--max-event-bytes)");
                }
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
                continue;
            }
            byte[] next = end ? buffer : new byte[Math.max(SIZE, buffer.length)];
            if (!end) {
                System.arraycopy(buffer, cut, next, 0, filled - cut);
            }
            NdjsonChunk chunk = new NdjsonChunk(source, buffer, cut, line);
            to.accept(chunk);
            if (end) {
                return;
            }
            line += chunk.lines();
            filled -= cut;
            buffer = next;
        }
    }

    private static int lastLine(byte[] buffer, int filled) {
        int i = filled;
        while (i > 0 && buffer[i - 1] != '\n') {
            i--;
        }
        return i;
    }

    private int lines() {
        return Lines.count(buffer, 0, length);
    }

    /** Gives each line that is not blank to a consumer. */
    public void forEach(Consumer<EventText> to) {
        int number = line;
        int from = line == 1
                        && length >= 3
                        && buffer[0] == (byte) 0xEF
                        && buffer[1] == (byte) 0xBB
                        && buffer[2] == (byte) 0xBF
                ? 3
                : 0;
        while (from < length) {
            int end = Lines.end(buffer, from, length);
            if (!isBlank(from, end)) {
                to.accept(new EventText(source, buffer, from, end - from, new Position(number, 1)));
            }
            from = end + 1;
            number++;
        }
    }

    private boolean isBlank(int from, int end) {
        for (int i = from; i < end; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
