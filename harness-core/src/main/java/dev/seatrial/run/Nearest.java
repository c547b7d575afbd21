package dev.seatrial.run;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The name that someone who mistyped most likely meant. */
final class Nearest {

    private Nearest() {}

    /** {@code ; did you mean "payments"?}, or nothing where no name is near. */
    static String hint(String typed, Collection<String> names) {
        String lower = typed.toLowerCase(Locale.ROOT);
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT))))
                .filter(name -> distance(lower, name.toLowerCase(Locale.ROOT)) <= Math.max(1, name.length() / 3))
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElse("");
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
