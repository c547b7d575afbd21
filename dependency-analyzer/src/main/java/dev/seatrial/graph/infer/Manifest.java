package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.model.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One object of a cluster.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/">Kubernetes: Objects</a>
 */
record Manifest(String kind, String name, List<Setting> settings) {

    /** The document as an object, if it is one. */
    static Optional<Manifest> of(List<Setting> document) {
        String kind = first(document, "kind");
        String name = first(document, "metadata.name");
        return first(document, "apiVersion").isEmpty() || kind.isEmpty() || name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Manifest(kind, name, document));
    }

    private static String first(List<Setting> settings, String key) {
        return settings.stream()
                .filter(s -> s.key().equals(key))
                .map(Setting::value)
                .findFirst()
                .orElse("");
    }

    String value(String key) {
        return first(settings, key);
    }

    Place place() {
        return settings.get(0).place();
    }

    /** Settings below a prefix that ends with a dot, with the prefix cut off. */
    List<Setting> below(String prefix) {
        return settings.stream()
                .filter(s -> s.key().startsWith(prefix))
                .map(s -> new Setting(s.key().substring(prefix.length()), s.value(), s.place()))
                .toList();
    }

    Map<String, String> table(String prefix) {
        Map<String, String> found = new TreeMap<>();
        below(prefix).forEach(s -> found.putIfAbsent(s.key(), s.value()));
        return found;
    }

    /** The items of a list: the settings of each, with the list's key and index cut off. */
    List<List<Setting>> items(String list) {
        List<List<Setting>> items = new ArrayList<>();
        for (int at = 0; ; at++) {
            String prefix = list + "[" + at + "]";
            List<Setting> item = settings.stream()
                    .filter(s -> s.key().equals(prefix) || s.key().startsWith(prefix + "."))
                    .map(s -> new Setting(
                            s.key().substring(Math.min(s.key().length(), prefix.length() + 1)), s.value(), s.place()))
                    .toList();
            if (item.isEmpty()) {
                return items;
            }
            items.add(item);
        }
    }
}
