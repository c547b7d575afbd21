package dev.seatrial.graph.output;

import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.files.SourceTree;
import dev.seatrial.graph.model.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Snippets out of the files that were read. */
public final class SourceSnippets implements Snippets {

    private static final Pattern SECRET = Pattern.compile(
            "(?i)((?:password|passwd|pwd|secret|token|api[-_]?key|credential)[\\w.-]*[\"']?\\s*[:=]\\s*)\\S.*");
    private static final Pattern USER_INFO = Pattern.compile("(://[^/\\s:@\"']+:)[^@/\\s\"']+@");
    private static final int LONGEST = 160;

    private final Map<String, SourceFile> files = new HashMap<>();
    private String lastName = "";
    private List<String> lastLines = List.of();

    public SourceSnippets(SourceTree tree) {
        tree.files().forEach(f -> files.put(f.name(), f));
    }

    @Override
    public List<Line> around(Place place) {
        List<String> lines = lines(place.file());
        List<Line> found = new ArrayList<>();
        for (int n = Math.max(1, place.line() - 1); n <= Math.min(lines.size(), place.line() + 1); n++) {
            if (place.line() > 0) {
                found.add(new Line(n, clean(lines.get(n - 1))));
            }
        }
        return found;
    }

    private List<String> lines(String name) {
        if (!name.equals(lastName)) {
            lastName = name;
            SourceFile file = files.get(name);
            try {
                lastLines = file == null ? List.of() : file.text().lines().toList();
            } catch (IOException gone) {
                lastLines = List.of();
            }
        }
        return lastLines;
    }

    private static String clean(String line) {
        String shown = line.stripTrailing().replace("\t", "  ");
        shown = SECRET.matcher(shown).replaceAll("$1***");
        shown = USER_INFO.matcher(shown).replaceAll("$1***@");
        return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown;
    }
}
