package dev.seatrial.target;

import java.util.Locale;

/** Names with {@code *} for anything and {@code ?} for one character; upper and lower case are the same. */
public record Glob(String pattern) {

    /** Whether the pattern stands for this name. */
    public boolean matches(String name) {
        return matches(pattern.toLowerCase(Locale.ROOT), 0, name.toLowerCase(Locale.ROOT), 0);
    }

    private static boolean matches(String glob, int g, String name, int n) {
        if (g == glob.length()) {
            return n == name.length();
        }
        if (glob.charAt(g) == '*') {
            return matches(glob, g + 1, name, n) || (n < name.length() && matches(glob, g, name, n + 1));
        }
        return n < name.length()
                && (glob.charAt(g) == '?' || glob.charAt(g) == name.charAt(n))
                && matches(glob, g + 1, name, n + 1);
    }
}
