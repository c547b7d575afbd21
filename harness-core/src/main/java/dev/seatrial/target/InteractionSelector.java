package dev.seatrial.target;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses interactions of Pacts. What is given must all match; {@code *} stands for anything, {@code ?} for one character.
 *
 * @param consumer who counts on the answer
 * @param provider who answers
 * @param description what the consumer calls the interaction
 * @param state one of its provider states
 */
public record InteractionSelector(
        Optional<String> consumer, Optional<String> provider, Optional<String> description, Optional<String> state) {

    /** The keys of the target file that make one. */
    static final List<String> KEYS = List.of("consumer", "provider", "description", "state");

    /** A longer list helps nobody. */
    private static final int LISTED = 10;

    /**
     * What selectors look at in an interaction.
     *
     * @param names for each key of a selector the names that the interaction has: one, but for its states
     */
    public record Traits(Map<String, List<String>> names) {
        public Traits {
            names = Map.copyOf(names);
        }

        /** The traits of an interaction. */
        public static Traits of(String consumer, String provider, String description, List<String> states) {
            return new Traits(Map.of(
                    "consumer",
                    List.of(consumer),
                    "provider",
                    List.of(provider),
                    "description",
                    List.of(description),
                    "state",
                    List.copyOf(states)));
        }

        private boolean matches(String key, String pattern) {
            Glob glob = new Glob(pattern);
            return names.getOrDefault(key, List.of()).stream().anyMatch(glob::matches);
        }
    }

    /** Whether it chooses an interaction with these traits. */
    public boolean matches(Traits traits) {
        return KEYS.stream()
                .allMatch(
                        key -> pattern(key).filter(p -> !traits.matches(key, p)).isEmpty());
    }

    /** Why it chooses none of these, with the nearest name; empty where it chooses one. */
    public Optional<String> mistake(List<Traits> all) {
        if (all.stream().anyMatch(this::matches)) {
            return Optional.empty();
        }
        for (String key : KEYS) {
            Optional<String> pattern = pattern(key);
            if (pattern.isPresent() && all.stream().noneMatch(traits -> traits.matches(key, pattern.get()))) {
                return Optional.of("no interaction has the " + key + " \"" + pattern.get() + "\""
                        + choice(
                                pattern.get(),
                                all.stream()
                                        .flatMap(traits -> traits.names().getOrDefault(key, List.of()).stream())
                                        .filter(name -> !name.isBlank())
                                        .distinct()
                                        .sorted()
                                        .toList()));
            }
        }
        return Optional.of("each key of " + this + " matches some interaction, but no interaction matches them all");
    }

    private static String choice(String pattern, List<String> names) {
        if (names.isEmpty()) {
            return "; there is none";
        }
        String hint = NearestName.hint(pattern, names);
        String more = names.size() > LISTED ? " and " + (names.size() - LISTED) + " more" : "";
        return (hint.isEmpty() ? ";" : hint) + " there are "
                + String.join(
                        ", ",
                        names.stream()
                                .limit(LISTED)
                                .map(name -> "\"" + name + "\"")
                                .toList())
                + more;
    }

    private Optional<String> pattern(String key) {
        return switch (key) {
            case "consumer" -> consumer;
            case "provider" -> provider;
            case "description" -> description;
            default -> state;
        };
    }

    /** As it is written in the target file. */
    @Override
    public String toString() {
        return String.join(
                ", ",
                KEYS.stream()
                        .flatMap(key -> pattern(key).stream().map(pattern -> key + ": " + pattern))
                        .toList());
    }
}
