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

    private Spoiler() {}

    /** Every value that one small change makes of a value. */
    static List<Object> spoil(Object value) {
        List<Object> all = new ArrayList<>();
        walk(value, all, changed -> changed);
        return all;
    }

    private static void walk(Object value, List<Object> all, Function<Object, Object> whole) {
        if (all.size() > 20_000) {
            return;
        }
        here(value).forEach(changed -> all.add(whole.apply(changed)));
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
