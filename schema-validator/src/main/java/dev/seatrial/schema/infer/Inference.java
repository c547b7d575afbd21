package dev.seatrial.schema.infer;

import dev.seatrial.schema.json.JsonTypes;
import dev.seatrial.schema.text.TextFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes a schema that all events that were seen conform to, and not much more: types, members, formats, small sets of values. */
public final class Inference {
    private static final List<String> FORMATS = List.of("uuid", "date-time", "date", "ipv4", "email", "uri");
    private static final int MOST_VALUES = 5;

    private final Seen root = new Seen();

    /** Takes an event in. */
    public void add(Object event) {
        root.add(event);
    }

    /** How many events were taken in. */
    public long events() {
        return root.count;
    }

    /** The schema, draft 2020-12. */
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.putAll(root.schema());
        return schema;
    }

    /** What stood at one place of the events. */
    private static final class Seen {
        private long count;
        private long objects;
        private long texts;
        private final Set<String> types = new TreeSet<>();
        private final Set<Object> values = new LinkedHashSet<>();
        private final Set<String> formats = new LinkedHashSet<>(FORMATS);
        private final Map<String, Seen> members = new LinkedHashMap<>();
        private @org.jspecify.annotations.Nullable Seen elements;

        void add(Object value) {
            count++;
            types.add(JsonTypes.of(value));
            if (value instanceof Map<?, ?> map) {
                objects++;
                map.forEach((name, inner) -> members.computeIfAbsent((String) name, key -> new Seen())
                        .add(inner));
            } else if (value instanceof List<?> list) {
                if (elements == null) {
                    elements = new Seen();
                }
                list.forEach(elements::add);
            } else if (value instanceof String text) {
                texts++;
                if (values.size() <= MOST_VALUES) {
                    values.add(text);
                }
                formats.removeIf(format -> !TextFormat.of(format).orElseThrow().fits(text));
            }
        }

        Map<String, Object> schema() {
            Map<String, Object> schema = new LinkedHashMap<>();
            Set<String> named = new TreeSet<>(types);
            if (named.contains("number")) {
                named.remove("integer");
            }
            if (!named.isEmpty()) {
                schema.put("type", named.size() == 1 ? named.iterator().next() : new ArrayList<>(named));
            }
            if (texts > 0 && !formats.isEmpty()) {
                schema.put("format", formats.iterator().next());
            } else if (named.equals(Set.of("string")) && values.size() <= MOST_VALUES && texts >= 10L * values.size()) {
                schema.remove("type");
                schema.put("enum", new ArrayList<>(values));
            }
            if (objects > 0) {
                List<Object> required = new ArrayList<>();
                Map<String, Object> properties = new LinkedHashMap<>();
                members.forEach((name, seen) -> {
                    properties.put(name, seen.schema());
                    if (seen.count == objects) {
                        required.add(name);
                    }
                });
                schema.put("required", required);
                schema.put("properties", properties);
            }
            if (elements != null && elements.count > 0) {
                schema.put("items", elements.schema());
            }
            return schema;
        }
    }
}
