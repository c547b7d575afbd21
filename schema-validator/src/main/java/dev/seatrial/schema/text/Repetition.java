package dev.seatrial.schema.text;

import org.jspecify.annotations.Nullable;

/**
 * What stands between the braces behind a part of a pattern: {@code 3}, {@code 3,} or {@code 3,5}.
 *
 * @param least times
 * @param most times
 */
record Repetition(int least, int most) {
    private static final int MOST_DIGITS = 9;

    /** The repetition of a text, or nothing when it is none. Read without a pattern, which would cost each start of a command. */
    static @Nullable Repetition of(String inside) {
        int comma = inside.indexOf(',');
        String first = comma < 0 ? inside : inside.substring(0, comma);
        String last = comma < 0 ? first : inside.substring(comma + 1);
        if (first.isEmpty() || !isCount(first) || !isCount(last)) {
            return null;
        }
        return new Repetition(Integer.parseInt(first), last.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(last));
    }

    private static boolean isCount(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() <= MOST_DIGITS;
    }
}
