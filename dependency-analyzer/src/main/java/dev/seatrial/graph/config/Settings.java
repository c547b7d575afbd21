package dev.seatrial.graph.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of one program, of all profiles: which profile runs is not known here, so that every value counts.
 *
 * @see <a href="https://docs.spring.io/spring-boot/reference/features/external-config.html">Spring Boot: Externalized
 *     Configuration (relaxed binding, placeholders, profiles)</a>
 */
public final class Settings {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^${}:]+)(?::-?([^${}]*))?}");

    private final List<Setting> own = new ArrayList<>();
    private final List<Setting> shared = new ArrayList<>();

    /** Dashes, underscores, quotes and case do not count in a key. */
    public static String canonical(String key) {
        return key.replace("-", "").replace("_", "").replace("\"", "").toLowerCase(Locale.ROOT);
    }

    /** The key that an environment variable stands for. */
    public static String ofEnvironment(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    public void add(List<Setting> settings) {
        own.addAll(settings);
    }

    /** Adds what a configuration server gives to all its clients. */
    public void addShared(List<Setting> settings) {
        shared.addAll(settings);
    }

    /** How many settings there are, own and shared. */
    public int size() {
        return own.size() + shared.size();
    }

    /** The settings of this program alone. */
    public List<Setting> own() {
        return List.copyOf(own);
    }

    /** Every value of a key, own ones first, with placeholders resolved as far as they can be. */
    public List<Setting> all(String key) {
        String wanted = canonical(key);
        String variable = wanted.replace(".", "");
        return everything()
                .filter(s -> s.key().equals(wanted) || s.key().equals(variable))
                .map(s -> new Setting(wanted, resolve(s.value()), s.place()))
                .distinct()
                .toList();
    }

    /** The settings whose key starts with this. */
    public List<Setting> below(String prefix) {
        String wanted = canonical(prefix);
        String variable = wanted.replace(".", "");
        List<Setting> found = new ArrayList<>();
        everything().filter(s -> s.key().startsWith(wanted)).forEach(found::add);
        // a variable whose words the rules split otherwise: CLIENT_SERVICE_URL for client.serviceUrl
        everything()
                .filter(s -> s.key().startsWith(variable) && !s.key().contains("."))
                .filter(s -> found.stream().noneMatch(f -> f.place().equals(s.place())))
                .map(s -> new Setting(wanted + s.key().substring(variable.length()), s.value(), s.place()))
                .toList()
                .forEach(found::add);
        return found.stream()
                .map(s -> new Setting(s.key(), resolve(s.value()), s.place()))
                .toList();
    }

    /** The first value of a key. */
    public Optional<Setting> first(String key) {
        return all(key).stream().findFirst();
    }

    /** Whether any profile sets the key to this. */
    public boolean is(String key, String value) {
        return all(key).stream().anyMatch(s -> s.value().equalsIgnoreCase(value));
    }

    /** Replaces each {@code ${key:default}} that has a value; leaves the others. */
    public String resolve(String text) {
        String now = text;
        for (int round = 0; round < 8 && now.contains("${"); round++) {
            Matcher matcher = PLACEHOLDER.matcher(now);
            StringBuilder next = new StringBuilder();
            boolean changed = false;
            while (matcher.find()) {
                String value = lookUp(matcher.group(1).trim(), matcher.group(2));
                changed |= !value.equals(matcher.group());
                matcher.appendReplacement(next, Matcher.quoteReplacement(value));
            }
            matcher.appendTail(next);
            now = next.toString();
            if (!changed) {
                break;
            }
        }
        return now;
    }

    private String lookUp(String name, @org.jspecify.annotations.Nullable String fallback) {
        String key = canonical(name);
        String variable = canonical(ofEnvironment(name));
        return everything()
                .filter(s -> s.key().equals(key) || s.key().equals(variable))
                .map(Setting::value)
                .filter(v -> !v.contains("${" + name))
                .findFirst()
                .orElse(fallback != null ? fallback : "${" + name + "}");
    }

    private Stream<Setting> everything() {
        return Stream.concat(own.stream(), shared.stream());
    }
}
