package dev.seatrial.graph.rules;

import dev.seatrial.graph.config.BadFileException;
import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.config.YamlTexts;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is allowed for a time: a YAML list of {@code rule}, {@code subject}, {@code reason} and {@code expires}.
 *
 * @param entries in the order of the file
 */
public record Allowed(List<Entry> entries) {

    /** Nothing is allowed. */
    public static final Allowed NOTHING = new Allowed(List.of());

    private static final Pattern KEY = Pattern.compile("\\[(\\d+)]\\.(\\w[\\w-]*)");
    private static final List<String> KEYS = List.of("rule", "subject", "reason", "expires");
    private static final int SHORTEST_REASON = 10;

    public Allowed {
        entries = List.copyOf(entries);
    }

    /**
     * One exception.
     *
     * @param expires the last day on which it holds
     * @param place file and line
     */
    public record Entry(String rule, String subject, String reason, LocalDate expires, String place) {

        boolean speaksOf(Breach breach) {
            return rule.equals(breach.rule().id()) && subject.equals(breach.subject());
        }

        boolean expired(LocalDate today) {
            return today.isAfter(expires);
        }
    }

    /** The entry that covers the breach, expired or not; {@code null} for none. */
    @Nullable
    Entry of(Breach breach) {
        return entries.stream().filter(e -> e.speaksOf(breach)).findFirst().orElse(null);
    }

    /**
     * Reads an allow file.
     *
     * @param name the file as messages name it
     * @throws BadFileException with every problem and its position, a line each
     */
    public static Allowed parse(String name, String text) throws BadFileException {
        Map<Integer, Map<String, Setting>> rows = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (Setting setting : YamlTexts.settings(name, text)) {
            Matcher key = KEY.matcher(setting.key());
            if (key.matches() && KEYS.contains(key.group(2))) {
                rows.computeIfAbsent(Integer.parseInt(key.group(1)), i -> new HashMap<>())
                        .put(key.group(2), setting);
            } else if (!(setting.key().isEmpty() && setting.value().isEmpty())) {
                problems.add(setting.place() + ": unknown \"" + setting.key()
                        + "\"; expected a list of entries, each with " + String.join(", ", KEYS));
            }
        }
        List<Entry> entries = new ArrayList<>();
        rows.values().forEach(row -> entry(name, row, entries, problems));
        if (!problems.isEmpty()) {
            throw new BadFileException(String.join("\n", problems));
        }
        return new Allowed(entries);
    }

    private static void entry(String name, Map<String, Setting> row, List<Entry> entries, List<String> problems) {
        String place = row.values().stream()
                .map(Setting::place)
                .sorted()
                .findFirst()
                .map(Object::toString)
                .orElse(name);
        Map<String, String> values = new HashMap<>();
        for (String key : KEYS) {
            Setting setting = row.get(key);
            if (setting == null || setting.value().isBlank()) {
                problems.add(place + ": \"" + key + "\" is missing; an entry has " + String.join(", ", KEYS));
            } else {
                values.put(key, setting.value());
            }
        }
        if (values.size() < KEYS.size()) {
            return;
        }
        String rule = values.getOrDefault("rule", "");
        if (Arrays.stream(GraphRule.values()).noneMatch(r -> r.id().equals(rule))) {
            problems.add(place + ": unknown rule \"" + rule + "\"; expected one of "
                    + String.join(
                            ", ",
                            Arrays.stream(GraphRule.values()).map(GraphRule::id).toList()));
        }
        String reason = values.getOrDefault("reason", "");
        if (reason.length() < SHORTEST_REASON) {
            problems.add(place + ": the reason \"" + reason + "\" says too little; at least " + SHORTEST_REASON
                    + " characters");
        }
        try {
            entries.add(new Entry(
                    rule,
                    values.getOrDefault("subject", ""),
                    reason,
                    LocalDate.parse(values.getOrDefault("expires", "")),
                    place));
        } catch (DateTimeException e) {
            problems.add(place + ": \"" + values.get("expires") + "\" is no day such as 2027-03-01");
        }
    }
}
