package dev.seatrial.schema.catalogue;

import dev.seatrial.schema.document.Place;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How an event's type and a schema's file name are the same word written differently. */
final class Names {
    private Names() {}

    static boolean isSchemaFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".json") || lower.endsWith(".yaml") || lower.endsWith(".yml");
    }

    /** A file name without its extension and without a trailing word "schema". */
    static String stem(String file) {
        return file.replaceFirst("(?i)\\.(json|ya?ml)$", "").replaceFirst("(?i)[._-]?schema$", "");
    }

    /** The one schema whose name says the same as the type, or as the end of it: {@code shop.order.created} and {@code OrderCreated}. */
    static Optional<Place> closest(String type, Map<String, Place> byName) {
        String wanted = bare(type);
        List<Map.Entry<String, Place>> same = byName.entrySet().stream()
                .filter(entry -> bare(entry.getKey()).equals(wanted))
                .toList();
        if (same.isEmpty()) {
            int longest = byName.keySet().stream()
                    .filter(name -> endsWith(type, name))
                    .mapToInt(name -> bare(name).length())
                    .max()
                    .orElse(0);
            same = byName.entrySet().stream()
                    .filter(entry -> endsWith(type, entry.getKey())
                            && bare(entry.getKey()).length() == longest)
                    .toList();
        }
        return same.stream().map(Map.Entry::getValue).distinct().count() == 1
                ? Optional.of(same.get(0).getValue())
                : Optional.empty();
    }

    private static boolean endsWith(String type, String name) {
        String bare = bare(name);
        for (int i = 0; i < type.length() && !bare.isEmpty(); i++) {
            boolean starts =
                    i == 0 || !Character.isLetterOrDigit(type.charAt(i - 1)) || Character.isUpperCase(type.charAt(i));
            if (starts && bare(type.substring(i)).equals(bare)) {
                return true;
            }
        }
        return false;
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9*]", "");
    }
}
