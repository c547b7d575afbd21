package dev.seatrial.graph.config;

import dev.seatrial.graph.model.Place;
import java.util.ArrayList;
import java.util.List;

/** A properties or {@code .env} file as keys with their lines. */
public final class PropertiesTexts {

    private PropertiesTexts() {}

    /** Reads {@code key=value}, {@code key: value}; comments and continued lines as in {@link java.util.Properties}. */
    public static List<Setting> settings(String file, String text) {
        List<Setting> found = new ArrayList<>();
        int line = 0;
        StringBuilder open = new StringBuilder();
        int start = 0;
        for (String raw : text.lines().toList()) {
            line++;
            String part = raw.strip();
            if (open.length() == 0 && (part.isEmpty() || part.startsWith("#") || part.startsWith("!"))) {
                continue;
            }
            if (open.length() == 0) {
                start = line;
            }
            if (part.endsWith("\\")) {
                open.append(part, 0, part.length() - 1);
                continue;
            }
            open.append(part);
            String whole = open.toString();
            open.setLength(0);
            int cut = separator(whole);
            if (cut > 0) {
                found.add(new Setting(
                        whole.substring(0, cut).strip(),
                        whole.substring(cut + 1).strip(),
                        new Place(file, start)));
            }
        }
        return found;
    }

    private static int separator(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '=' || line.charAt(i) == ':') {
                return i;
            }
        }
        return -1;
    }
}
