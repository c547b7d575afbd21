package dev.seatrial.schema.json;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * The name that a misspelt one was most likely meant as. Not harness-core's: scripts/event-schema-validator starts without
 * that module, for speed.
 */
public final class NearestName {
    private NearestName() {}

    /** The nearest of some names, if one is near: a third of the letters at most differ. */
    public static Optional<String> of(String name, Collection<String> names) {
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : names) {
            if (Math.abs(candidate.length() - name.length()) > 3 || candidate.length() > 64) {
                continue;
            }
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        boolean near = best != null && least <= Math.max(1, Math.min(3, best.length() / 3)) && best.length() > 2;
        return near ? Optional.ofNullable(best) : Optional.empty();
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
