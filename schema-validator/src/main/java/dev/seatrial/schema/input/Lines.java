package dev.seatrial.schema.input;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Ends of lines in a buffer, looked for eight bytes at a time. */
final class Lines {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;
    private static final long LOWS = 0x7F7F7F7F7F7F7F7FL;

    private Lines() {}

    /** The top bit of each byte that is a line feed. */
    private static long marks(byte[] buffer, int at) {
        long word = (long) LONG.get(buffer, at) ^ NEWLINES;
        return ~(((word & LOWS) + LOWS) | word | LOWS);
    }

    /** The index of the next line feed, or {@code to}. */
    static int end(byte[] buffer, int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long marks = marks(buffer, i);
            if (marks != 0) {
                return i + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        while (i < to && buffer[i] != '\n') {
            i++;
        }
        return i;
    }

    /** How many line feeds there are from one index to before another. */
    static int count(byte[] buffer, int from, int to) {
        int lines = 0;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            lines += Long.bitCount(marks(buffer, i));
        }
        for (; i < to; i++) {
            lines += buffer[i] == '\n' ? 1 : 0;
        }
        return lines;
    }
}
