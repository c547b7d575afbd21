package dev.seatrial.schema.catalogue;

import dev.seatrial.schema.document.Place;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How an event's type and a schema's file name are the same word written differently. */
final class Names {
    private static final List<String> EXTENSIONS = List.of(".json", ".yaml", ".yml");
    private static final String SCHEMA = "schema";

    private Names() {}

    static boolean isSchemaFile(String name) {
        for (String extension : EXTENSIONS) {
            if (endsWithWord(name, extension)) {
                return true;
            }
        }
        return false;
    }

    /** A file name without its extension and without a trailing word "schema". */
    static String stem(String file) {
        String stem = file;
        for (String extension : EXTENSIONS) {
            if (endsWithWord(file, extension)) {
                stem = file.substring(0, file.length() - extension.length());
            }
        }
        if (!endsWithWord(stem, SCHEMA)) {
            return stem;
        }
        String bare = stem.substring(0, stem.length() - SCHEMA.length());
        boolean joined = bare.endsWith(".") || bare.endsWith("_") || bare.endsWith("-");
        return joined ? bare.substring(0, bare.length() - 1) : bare;
    }

    private static boolean endsWithWord(String text, String end) {
        return text.regionMatches(true, text.length() - end.length(), end, 0, end.length());
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
