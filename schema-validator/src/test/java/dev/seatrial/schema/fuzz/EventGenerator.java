package dev.seatrial.schema.fuzz;

import dev.seatrial.schema.json.JsonNull;
import dev.seatrial.schema.json.JsonText;
import dev.seatrial.schema.json.Pointers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Makes events: some at random, most towards a schema, then spoiled a little; and writes them in the many ways JSON allows. */
final class EventGenerator {
    private final SplittableRandom random;

    EventGenerator(SplittableRandom random) {
        this.random = random;
    }

    Object value(int depth) {
        switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> {
                return JsonNull.NULL;
            }
            case 1 -> {
                return random.nextBoolean();
            }
            case 2, 3 -> {
                return pick(SchemaGenerator.NUMBERS);
            }
            case 4, 5 -> {
                return pick(SchemaGenerator.TEXTS);
            }
            case 6 -> {
                List<Object> array = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(depth - 1));
                }
                return array;
            }
            default -> {
                Map<String, Object> object = new LinkedHashMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    object.put(pick(SchemaGenerator.NAMES), value(depth - 1));
                }
                return object;
            }
        }
    }

    /** A value that may well conform to a schema. */
    Object towards(Object schema, Map<?, ?> root, int depth) {
        if (!(schema instanceof Map<?, ?> map) || depth > 8 || random.nextInt(12) == 0) {
            return value(Math.max(0, 3 - depth));
        }
        if (map.get("$ref") instanceof String reference) {
            return towards(find(root, reference), root, depth + 1);
        }
        if (map.get("const") != null && random.nextInt(3) > 0) {
            return map.get("const");
        }
        if (map.get("enum") instanceof List<?> list && random.nextInt(3) > 0) {
            return pick(list);
        }
        for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
            if (map.get(keyword) instanceof List<?> list && random.nextInt(2) == 0) {
                return towards(pick(list), root, depth + 1);
            }
        }
        for (String keyword : List.of("then", "else", "if")) {
            if (map.get(keyword) != null && random.nextInt(3) == 0) {
                return towards(map.get(keyword), root, depth + 1);
            }
        }
        return kind(map, root, depth);
    }

    private Object kind(Map<?, ?> schema, Map<?, ?> root, int depth) {
        Object type = schema.get("type") instanceof List<?> list ? pick(list) : schema.get("type");
        boolean object = schema.containsKey("properties")
                || schema.containsKey("required")
                || schema.containsKey("patternProperties")
                || schema.containsKey("additionalProperties");
        boolean array = schema.containsKey("items")
                || schema.containsKey("prefixItems")
                || schema.containsKey("contains")
                || schema.containsKey("uniqueItems");
        if ("object".equals(type) || (type == null && object)) {
            return object(schema, root, depth);
        }
        if ("array".equals(type) || (type == null && array)) {
            return array(schema, root, depth);
        }
        if ("string".equals(type)
                || (type == null && (schema.containsKey("pattern") || schema.containsKey("format")))) {
            return pick(SchemaGenerator.TEXTS);
        }
        if ("number".equals(type) || "integer".equals(type)) {
            return pick(SchemaGenerator.NUMBERS);
        }
        return "boolean".equals(type) ? (Object) true : "null".equals(type) ? JsonNull.NULL : value(3);
    }

    private Object object(Map<?, ?> schema, Map<?, ?> root, int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (schema.get("properties") instanceof Map<?, ?> members) {
            members.forEach((name, inner) -> {
                if (random.nextInt(5) > 0) {
                    object.put((String) name, towards(inner, root, depth + 1));
                }
            });
        }
        if (schema.get("required") instanceof List<?> names) {
            for (Object name : names) {
                if (random.nextInt(6) > 0) {
                    object.computeIfAbsent((String) name, missing -> value(2));
                }
            }
        }
        if (random.nextInt(3) == 0) {
            object.put(pick(SchemaGenerator.NAMES), value(2));
        }
        return object;
    }

    private Object array(Map<?, ?> schema, Map<?, ?> root, int depth) {
        List<Object> array = new ArrayList<>();
        Object items = schema.get("prefixItems") != null ? schema.get("prefixItems") : schema.get("items");
        for (int i = random.nextInt(4); i > 0; i--) {
            Object one = items instanceof List<?> list ? pick(list) : items;
            Object contains = schema.get("contains");
            array.add(towards(
                    contains != null && random.nextBoolean()
                            ? contains
                            : Optional.<Object>ofNullable(one).orElse(true),
                    root,
                    depth + 1));
        }
        return array;
    }

    private static Object find(Map<?, ?> root, String reference) {
        Object at = root;
        for (String token : Pointers.tokens(reference.substring(1))) {
            at = ((Map<?, ?>) at).get(token);
        }
        return at;
    }

    /** The value as JSON: with white space, escapes, and other spellings of the same number. */
    String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private void write(Object value, StringBuilder out) {
        space(out);
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(separator);
                write(entry.getKey(), out);
                out.append(':');
                write(entry.getValue(), out);
                separator = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (Object inner : list) {
                out.append(separator);
                write(inner, out);
                separator = ",";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof String text) {
            out.append(random.nextInt(10) == 0 ? escaped(text) : JsonText.of(text));
        } else if (value instanceof Number number) {
            out.append(number(number));
        } else {
            out.append(value);
        }
        space(out);
    }

    private String number(Number number) {
        BigDecimal decimal = number instanceof BigDecimal big ? big : BigDecimal.valueOf(number.longValue());
        return switch (decimal.signum() == 0 ? 7 : random.nextInt(8)) {
            case 0 -> decimal.setScale(Math.max(decimal.scale(), 0) + 1).toString();
            case 1 -> decimal.unscaledValue() + "e" + -decimal.scale();
            case 2 -> decimal.unscaledValue() + "0E" + (-decimal.scale() - 1);
            default -> JsonText.of(number);
        };
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> out.append(String.format("\\u%04x", c)));
        return out.append('"').toString();
    }

    private void space(StringBuilder out) {
        if (random.nextInt(20) == 0) {
            out.append(random.nextBoolean() ? " " : "\n\t");
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
