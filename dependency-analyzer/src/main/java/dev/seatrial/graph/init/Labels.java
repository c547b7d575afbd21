package dev.seatrial.graph.init;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Names of components as a target file takes them: lower case, digits and hyphens, at most 63, no two alike. */
final class Labels {

    private static final int LONGEST = 63;

    private final Map<String, String> byName = new HashMap<>();

    String of(String name) {
        String known = byName.get(name);
        if (known != null) {
            return known;
        }
        String label = clean(name);
        for (int i = 2; byName.containsValue(label); i++) {
            label = clean(name) + "-" + i;
        }
        byName.put(name, label);
        return label;
    }

    static String clean(String name) {
        String label = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        label = label.substring(0, Math.min(label.length(), LONGEST - 4)).replaceAll("^-+|-+$", "");
        return label.isEmpty() ? "service" : label;
    }
}
