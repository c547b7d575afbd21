package dev.seatrial.schema.compiled;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Goes over the bytes of a JSON text without taking them out: where a string or a number ends, and what it is made of. Strict: whatever
 * is not plainly RFC 8259 ends in {@link Doubt}. The text is known to be UTF-8.
 */
abstract class JsonScanner {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    /** Something that a slower, more careful reading must look at. */
    static final class Doubt extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("StaticAssignmentOfThrowable") // has no stack trace; a doubtful event must not be costly
        private static final Doubt IT = new Doubt();

        private Doubt() {
            super("doubt", null, false, false);
        }
    }

    byte[] bytes = new byte[0];
    int at;
    int end;

    /** Of the string that was passed last: its first byte, the one after its last, whether it has escapes, or is not ASCII. */
    int textFrom;

    int textTo;
    boolean escaped;
    boolean wide;

    /** Of the number that was passed last: its digits, how many stand after the point, whether there is one, whether that is all. */
    long unscaled;

    int scale;
    boolean fraction;
    boolean isShort;

    private char[] chars = new char[256];
    private int charCount;

    static Doubt doubt() {
        return Doubt.IT;
    }

    /** The byte at hand after any white space. */
    final byte next() {
        while (at < end) {
            byte b = bytes[at];
            if (b > ' ') {
                return b;
            }
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b;
            }
            at++;
        }
        throw doubt();
    }

    /** Passes white space up to the end. */
    final boolean onlySpaceLeft() {
        while (at < end) {
            byte b = bytes[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
            at++;
        }
        return true;
    }

    private static long zeros(long word) {
        return (word - ONES) & ~word & TOPS;
    }

    /** Passes a string; what is at hand is the byte after its opening quote. */
    final void string() {
        int i = at;
        textFrom = i;
        escaped = false;
        wide = false;
        while (true) {
            if (i + 8 <= end) {
                long word = (long) LONG.get(bytes, i);
                long special = zeros(word ^ (ONES * '"'))
                        | zeros(word ^ (ONES * '\\'))
                        | ((word - ONES * 0x20) & ~word & TOPS)
                        | (word & TOPS);
                if (special == 0) {
                    i += 8;
                    continue;
                }
                i += Long.numberOfTrailingZeros(special) >>> 3;
            } else if (i >= end) {
                throw doubt();
            }
            byte b = bytes[i];
            if (b == '"') {
                textTo = i;
                at = i + 1;
                return;
            }
            if (b == '\\') {
                escaped = true;
                i++;
            } else if (b < 0) {
                wide = true;
            } else if (b < 0x20) {
                throw doubt();
            }
            i++;
        }
    }

    /** Passes a name that may be one of some known ones: its number; or -1 where a longer look is needed, with {@link #at} unmoved. */
    final int name(NameTable names) {
        int from = at;
        int i = from;
        while (i + 8 <= end) {
            long word = (long) LONG.get(bytes, i);
            long quote = zeros(word ^ (ONES * '"'));
            if (quote != 0) {
                int length = i - from + (Long.numberOfTrailingZeros(quote) >>> 3);
                long first = (long) LONG.get(bytes, from);
                int found = names.find(NameTable.key(first, length), length, bytes, from);
                if (found >= 0) {
                    at = from + length + 1;
                }
                return found;
            }
            i += 8;
        }
        return -1;
    }

    /** Turns the string that was passed last into characters. */
    final CharSequence decoded(dev.seatrial.schema.text.CharSlice slice) {
        decode();
        return slice.at(chars, 0, charCount);
    }

    /** The string that was passed last, the name of a member. One with half a surrogate pair is doubted: Jackson refuses it. */
    final String decodedName() {
        decode();
        for (int i = 0; escaped && i < charCount; i++) {
            if (Character.isSurrogate(chars[i])) {
                if (i + 1 == charCount || !Character.isSurrogatePair(chars[i], chars[i + 1])) {
                    throw doubt();
                }
                i++;
            }
        }
        return new String(chars, 0, charCount);
    }

    private void decode() {
        if (chars.length < textTo - textFrom) {
            chars = new char[Math.max(textTo - textFrom, chars.length * 2)];
        }
        int count = 0;
        int i = textFrom;
        while (i < textTo) {
            int b = bytes[i];
            if (b == '\\') {
                int c = escape(i + 1);
                i += c < 0 ? 6 : 2;
                chars[count++] = (char) (c < 0 ? ~c : c);
            } else if (b >= 0) {
                chars[count++] = (char) b;
                i++;
            } else if ((b & 0xE0) == 0xC0) {
                chars[count++] = (char) (((b & 0x1F) << 6) | (bytes[i + 1] & 0x3F));
                i += 2;
            } else if ((b & 0xF0) == 0xE0) {
                chars[count++] = (char) (((b & 0x0F) << 12) | ((bytes[i + 1] & 0x3F) << 6) | (bytes[i + 2] & 0x3F));
                i += 3;
            } else {
                int point = ((b & 0x07) << 18)
                        | ((bytes[i + 1] & 0x3F) << 12)
                        | ((bytes[i + 2] & 0x3F) << 6)
                        | (bytes[i + 3] & 0x3F);
                chars[count++] = Character.highSurrogate(point);
                chars[count++] = Character.lowSurrogate(point);
                i += 4;
            }
        }
        charCount = count;
    }

    /** The character of an escape; with all bits turned when it is of the long form. */
    private int escape(int i) {
        switch (bytes[i]) {
            case '"', '\\', '/' -> {
                return bytes[i];
            }
            case 'b' -> {
                return '\b';
            }
            case 'f' -> {
                return '\f';
            }
            case 'n' -> {
                return '\n';
            }
            case 'r' -> {
                return '\r';
            }
            case 't' -> {
                return '\t';
            }
            case 'u' -> {
                int value = 0;
                for (int j = i + 1; j <= i + 4; j++) {
                    int digit = j < textTo && bytes[j] > 0 ? Character.digit(bytes[j], 16) : -1;
                    if (digit < 0) {
                        throw doubt();
                    }
                    value = (value << 4) | digit;
                }
                return ~value;
            }
            default -> throw doubt();
        }
    }

    /** Passes a number. */
    final void number() {
        int i = at;
        boolean negative = bytes[i] == '-';
        if (negative) {
            i++;
        }
        int digits = i;
        long value = 0;
        while (i < end && isDigit(bytes[i])) {
            value = value * 10 + bytes[i] - '0';
            i++;
        }
        if (i == digits || (bytes[digits] == '0' && i > digits + 1)) {
            throw doubt();
        }
        scale = 0;
        fraction = false;
        boolean exponent = false;
        if (i < end && bytes[i] == '.') {
            fraction = true;
            int point = i++;
            while (i < end && isDigit(bytes[i])) {
                value = value * 10 + bytes[i] - '0';
                i++;
            }
            scale = i - point - 1;
            if (scale == 0) {
                throw doubt();
            }
        }
        if (i < end && (bytes[i] | 0x20) == 'e') {
            fraction = true;
            exponent = true;
            i++;
            if (i < end && (bytes[i] == '+' || bytes[i] == '-')) {
                i++;
            }
            int power = i;
            while (i < end && isDigit(bytes[i])) {
                i++;
            }
            if (i == power) {
                throw doubt();
            }
        }
        unscaled = negative ? -value : value;
        textFrom = at;
        textTo = i;
        isShort = !exponent && i - at <= 18;
        at = i;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Passes {@code true}, {@code false} or {@code null}. */
    final void word(String word) {
        int length = word.length();
        if (end - at < length) {
            throw doubt();
        }
        for (int i = 1; i < length; i++) {
            if (bytes[at + i] != word.charAt(i)) {
                throw doubt();
            }
        }
        at += length;
    }
}
