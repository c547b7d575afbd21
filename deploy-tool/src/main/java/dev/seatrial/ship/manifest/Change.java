package dev.seatrial.ship.manifest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One value that an apply would change.
 *
 * @param path where, such as {@code spec.template.spec.containers[payments].image}
 * @param before what stands there now, absent where nothing does
 * @param after what would stand there, absent where it would be removed
 */
public record Change(String path, Optional<String> before, Optional<String> after) {

    private static final Set<String> NOT_THE_OWNERS = Set.of(
            "status",
            "metadata.managedFields",
            "metadata.resourceVersion",
            "metadata.uid",
            "metadata.creationTimestamp",
            "metadata.generation");

    /** What differs between an object as it is and as it would be; the values of Secrets are never shown. */
    public static List<Change> between(Manifest before, Manifest after) {
        List<Change> changes = new ArrayList<>();
        compare("", before.tree(), after.tree(), changes);
        if (!after.kind().equals("Secret")) {
            return List.copyOf(changes);
        }
        return changes.stream()
                .map(c -> c.path().matches("(data|stringData).*")
                        ? new Change(
                                c.path(), c.before().map(v -> "***"), c.after().map(v -> "***"))
                        : c)
                .toList();
    }

    @Override
    public String toString() {
        if (before.isEmpty()) {
            return "+ " + path + ": " + after.orElse("");
        }
        return after.isEmpty()
                ? "- " + path + ": " + before.get()
                : "~ " + path + ": " + before.get() + " → " + after.get();
    }

    private static void compare(String path, @Nullable Object before, @Nullable Object after, List<Change> changes) {
        if (NOT_THE_OWNERS.contains(path) || java.util.Objects.equals(before, after)) {
            return;
        }
        if (before instanceof Map<?, ?> left && after instanceof Map<?, ?> right) {
            Set<Object> keys = new LinkedHashSet<>(left.keySet());
            keys.addAll(right.keySet());
            keys.forEach(key ->
                    compare(path.isEmpty() ? "" + key : path + "." + key, left.get(key), right.get(key), changes));
        } else if (before instanceof List<?> left && after instanceof List<?> right) {
            for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
                Object one = i < left.size() ? left.get(i) : null;
                Object other = i < right.size() ? right.get(i) : null;
                compare(path + "[" + label(other == null ? one : other, i) + "]", one, other, changes);
            }
        } else {
            changes.add(new Change(
                    path,
                    Optional.ofNullable(before).map(String::valueOf),
                    Optional.ofNullable(after).map(String::valueOf)));
        }
    }

    private static String label(@Nullable Object element, int index) {
        Object name = element instanceof Map<?, ?> map ? map.get("name") : null;
        return name == null ? String.valueOf(index) : String.valueOf(name);
    }
}
