package dev.seatrial.schema.sample;

import dev.seatrial.schema.json.JsonNull;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Small changes to a value, each somewhere in it. */
final class Spoiler {
    private static final Set<String> ASSERTIONS = Set.of(
            "type",
            "enum",
            "const",
            "required",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "pattern",
            "format",
            "minItems",
            "maxItems",
            "uniqueItems",
            "additionalProperties",
            "minProperties",
            "maxProperties");

    private static final int MOST_HINTS = 20;

    private final Set<Object> values = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();

    /** A spoiler of the events of a schema. */
    Spoiler(Object schema) {
        mentioned(schema);
    }

    /** Every value that one small change makes of a value. */
    List<Object> spoil(Object value) {
        List<Object> all = new ArrayList<>();
        walk(value, all, changed -> changed);
        return all;
    }

    private void walk(Object value, List<Object> all, Function<Object, Object> whole) {
        if (all.size() > 20_000) {
            return;
        }
        here(value).forEach(changed -> all.add(whole.apply(changed)));
        hinted(value).forEach(changed -> all.add(whole.apply(changed)));
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> {
                Map<Object, Object> less = new LinkedHashMap<>(map);
                less.remove(name);
                all.add(whole.apply(less));
                walk(inner, all, changed -> {
                    Map<Object, Object> copy = new LinkedHashMap<>(map);
                    copy.put(name, changed);
                    return whole.apply(copy);
                });
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                int index = i;
                walk(list.get(i), all, changed -> {
                    List<Object> copy = new ArrayList<>(list);
                    copy.set(index, changed);
                    return whole.apply(copy);
                });
            }
        }
    }

    /** What the schema itself mentions: its values in place of another, its names where they are not. */
    private List<Object> hinted(Object value) {
        List<Object> all = new ArrayList<>();
        values.stream().filter(other -> !other.equals(value)).limit(MOST_HINTS).forEach(all::add);
        if (value instanceof Map<?, ?> map) {
            names.stream()
                    .filter(name -> !map.containsKey(name))
                    .limit(MOST_HINTS)
                    .forEach(name -> {
                        Map<Object, Object> more = new LinkedHashMap<>(map);
                        more.put(name, "x");
                        all.add(more);
                    });
        }
        return all;
    }

    private void mentioned(Object schema) {
        if (schema instanceof Map<?, ?> map) {
            if (map.get("const") != null) {
                values.add(map.get("const"));
            }
            if (map.get("enum") instanceof List<?> list) {
                values.addAll(list);
            }
            if (map.get("properties") instanceof Map<?, ?> properties) {
                properties.keySet().forEach(name -> names.add((String) name));
            }
            map.values().forEach(this::mentioned);
        } else if (schema instanceof List<?> list) {
            list.forEach(this::mentioned);
        }
    }

    private static List<Object> here(Object value) {
        List<Object> all = new ArrayList<>();
        if (value instanceof String text) {
            all.addAll(List.of(
                    7L,
                    text + "~",
                    "~",
                    "",
                    text.isEmpty() ? "a" : text.substring(1),
                    text.repeat(40) + "x".repeat(300)));
        } else if (value instanceof Number number) {
            BigDecimal decimal = new BigDecimal(number.toString());
            all.addAll(List.of(
                    "text",
                    decimal.add(new BigDecimal("0.5")),
                    decimal.add(new BigDecimal("0.001")),
                    decimal.negate().subtract(BigDecimal.ONE),
                    new BigDecimal("-1000000000"),
                    new BigDecimal("1000000000000"),
                    0L,
                    -1L));
        } else if (value instanceof Map<?, ?> map) {
            Map<Object, Object> more = new LinkedHashMap<>(map);
            more.put("unheardOf", "x");
            all.addAll(List.of("text", more, Map.of()));
        } else if (value instanceof List<?> list) {
            List<Object> twice = new ArrayList<>(list);
            twice.addAll(list);
            List<Object> many = new ArrayList<>();
            for (int i = 0; !list.isEmpty() && i < 200; i++) {
                many.add(list.get(i % list.size()));
            }
            all.addAll(List.of("text", List.of(), twice, many));
        } else {
            all.addAll(List.of("text", JsonNull.NULL));
        }
        return all;
    }

    /** The keywords in a schema that an event can break by itself. */
    static Set<String> keywords(Object schema) {
        Set<String> found = new LinkedHashSet<>();
        if (schema instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> {
                if (ASSERTIONS.contains((String) name)) {
                    found.add((String) name);
                }
                found.addAll(keywords(inner));
            });
        } else if (schema instanceof List<?> list) {
            list.forEach(inner -> found.addAll(keywords(inner)));
        }
        return found;
    }
}
