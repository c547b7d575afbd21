package dev.seatrial.schema.json;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Strict UTF-8, RFC 3629: no overlong forms, no surrogates, nothing over U+10FFFF. */
public final class Utf8 {
    private Utf8() {}

    /** The index of the first byte that begins no character, or -1. */
    public static int firstInvalid(byte[] bytes, int from, int to) {
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()); // a VarHandle slows each start
        int i = from;
        while (i < to) {
            while (i + 8 <= to && (words.getLong(i) & 0x8080808080808080L) == 0) {
                i += 8;
            }
            if (i >= to) {
                return -1;
            }
            if (bytes[i] >= 0) {
                i++;
                continue;
            }
            int length = lengthAt(bytes, i, to);
            if (length == 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    private static int lengthAt(byte[] bytes, int i, int to) {
        int b = bytes[i] & 0xFF;
        if (b >= 0xC2 && b <= 0xDF) {
            return continued(bytes, i + 1, to, 0x80, 0xBF) ? 2 : 0;
        }
        if (b >= 0xE0 && b <= 0xEF) {
            int low = b == 0xE0 ? 0xA0 : 0x80;
            int high = b == 0xED ? 0x9F : 0xBF;
            return continued(bytes, i + 1, to, low, high) && continued(bytes, i + 2, to, 0x80, 0xBF) ? 3 : 0;
        }
        if (b >= 0xF0 && b <= 0xF4) {
            int low = b == 0xF0 ? 0x90 : 0x80;
            int high = b == 0xF4 ? 0x8F : 0xBF;
            return continued(bytes, i + 1, to, low, high)
                            && continued(bytes, i + 2, to, 0x80, 0xBF)
                            && continued(bytes, i + 3, to, 0x80, 0xBF)
                    ? 4
                    : 0;
        }
        return 0;
    }

    private static boolean continued(byte[] bytes, int i, int to, int low, int high) {
        return i < to && (bytes[i] & 0xFF) >= low && (bytes[i] & 0xFF) <= high;
    }
}
