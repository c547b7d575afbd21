package dev.seatrial.schema.fuzz;

import dev.seatrial.schema.document.Draft;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Makes schemas of every keyword that the compiler takes, over few names and values, so that events often nearly fit. */
final class SchemaGenerator {
    static final List<String> NAMES = List.of("a", "b", "c", "d", "id", "é", "a/b", "~", "longer name than most 😀");
    static final List<String> TEXTS = List.of(
            "",
            "a",
            "ab",
            "abc",
            "é",
            "😀",
            "a b",
            "12",
            "2026-11-22",
            "2026-02-30",
            "2026-11-22T10:15:30Z",
            "10:15:30+01:00",
            "7f1e3d5a-6c1b-4a57-9d3e-2b8c1f0a4e6d",
            "192.0.2.1",
            "300.0.0.1",
            "::1",
            "x@example.com",
            "x@",
            "https://example.com/a",
            "/a/b",
            "no uri at all",
            "a.example",
            "P1D",
            "\n",
            "a\u2028b");
    static final List<Object> NUMBERS = List.of(
            0L,
            1L,
            -1L,
            2L,
            3L,
            10L,
            100L,
            9007199254740993L,
            Long.MAX_VALUE,
            new BigDecimal("0.5"),
            new BigDecimal("1.5"),
            new BigDecimal("0.01"),
            new BigDecimal("1e400"),
            new BigDecimal("-2.50"),
            new BigDecimal("12345678901234567890"),
            new BigDecimal("0.30000000000000004"),
            new BigDecimal("1e-20"));
    private static final List<String> PATTERNS = List.of(
            "^a",
            "b$",
            "^[a-z]+$",
            "\\d",
            "^\\w*$",
            "\\s",
            ".",
            "^(a|b)*$",
            "^.{2,3}$",
            "[^a]",
            "é",
            "\\p{L}",
            "^\\S+$",
            "a|^$",
            "^[a-c]{2}$",
            "^\\d{2}$",
            "^a?b*c+$",
            "^[a-z0-9-]{2,}$",
            "^$",
            "\\u0061b");
    private static final List<String> FORMATS = List.of("date", "date-time", "uuid", "ipv4");
    private static final List<String> TYPES =
            List.of("object", "array", "string", "number", "integer", "boolean", "null");

    private final SplittableRandom random;
    private final Draft draft;
    private int left;

    SchemaGenerator(SplittableRandom random, Draft draft) {
        this.random = random;
        this.draft = draft;
        this.left = 4 + random.nextInt(24);
    }

    Map<String, Object> root() {
        Map<String, Object> schema = new LinkedHashMap<>(object(0));
        Map<String, Object> definitions = new LinkedHashMap<>();
        left = Math.max(left, 4);
        definitions.put("d0", schema(2));
        definitions.put("d1", schema(3));
        schema.put(draft.refHasSiblings() ? "$defs" : "definitions", definitions);
        schema.put("$schema", draft.uri() + (draft.refHasSiblings() ? "" : "#"));
        return schema;
    }

    private Object schema(int depth) {
        left--;
        if (draft != Draft.DRAFT_4 && random.nextInt(14) == 0) {
            return random.nextInt(4) != 0;
        }
        return object(depth);
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (depth > 0 && random.nextInt(12) == 0) {
            schema.put(
                    "$ref",
                    (draft.refHasSiblings() ? "#/$defs/" : "#/definitions/")
                            + (random.nextInt(8) == 0 && depth > 1 ? "d0" : "d1"));
            if (!draft.refHasSiblings() || random.nextBoolean()) {
                return schema;
            }
        }
        int keywords = 1 + random.nextInt(3);
        for (int i = 0; i < keywords; i++) {
            keyword(schema, depth);
        }
        return schema;
    }

    private void keyword(Map<String, Object> schema, int depth) {
        boolean deep = depth < 5 && left > 0;
        switch (random.nextInt(deep ? 26 : 13)) {
            case 0, 1 -> schema.put("type", type());
            case 2 -> schema.put("enum", values(1 + random.nextInt(4)));
            case 3 ->
                schema.put(draft == Draft.DRAFT_4 ? "enum" : "const", draft == Draft.DRAFT_4 ? values(1) : value(2));
            case 4 -> number(schema);
            case 5 ->
                schema.put(
                        "multipleOf",
                        pick(List.of(
                                2L,
                                3L,
                                new BigDecimal("0.01"),
                                new BigDecimal("0.5"),
                                new BigDecimal("1.5"),
                                new BigDecimal("1e2"))));
            case 6 -> schema.put(random.nextBoolean() ? "minLength" : "maxLength", (long) random.nextInt(4));
            case 7 -> schema.put("pattern", pick(PATTERNS));
            case 8 -> schema.put("format", pick(FORMATS));
            case 9 -> schema.put(random.nextBoolean() ? "minItems" : "maxItems", (long) random.nextInt(4));
            case 10 -> schema.put("uniqueItems", random.nextInt(5) != 0);
            case 11 -> schema.put("required", names(1 + random.nextInt(2)));
            case 12 -> schema.put(random.nextBoolean() ? "minProperties" : "maxProperties", (long) random.nextInt(4));
            case 13, 14, 15 -> schema.put("properties", members(depth, 1 + random.nextInt(4)));
            case 16 -> schema.put("additionalProperties", random.nextInt(3) == 0 ? (Object) false : schema(depth + 1));
            case 17 -> schema.put("patternProperties", patterned(depth));
            case 18 -> items(schema, depth);
            case 19 -> contains(schema, depth);
            case 20 -> schema.put("allOf", schemas(depth));
            case 21 -> schema.put("anyOf", schemas(depth));
            case 22 -> schema.put("oneOf", schemas(depth));
            case 23 -> schema.put("not", schema(depth + 1));
            case 24 -> condition(schema, depth);
            default -> dependent(schema, depth);
        }
    }

    private Object type() {
        if (random.nextInt(3) > 0) {
            return pick(TYPES);
        }
        Set<Object> several = new LinkedHashSet<>(List.of(pick(TYPES), pick(TYPES)));
        return new ArrayList<>(several);
    }

    private void number(Map<String, Object> schema) {
        String bound = random.nextBoolean() ? "min" : "max";
        if (random.nextBoolean()) {
            schema.put(bound + "imum", pick(NUMBERS));
        } else if (draft == Draft.DRAFT_4) {
            schema.put(bound + "imum", pick(NUMBERS));
            schema.put(bound.equals("min") ? "exclusiveMinimum" : "exclusiveMaximum", random.nextBoolean());
        } else {
            schema.put(bound.equals("min") ? "exclusiveMinimum" : "exclusiveMaximum", pick(NUMBERS));
        }
    }

    private void items(Map<String, Object> schema, int depth) {
        if (random.nextBoolean()) {
            schema.put("items", schema(depth + 1));
        } else if (draft == Draft.DRAFT_2020_12) {
            schema.put("prefixItems", schemas(depth));
            if (random.nextBoolean()) {
                schema.put("items", schema(depth + 1));
            }
        } else {
            schema.put("items", schemas(depth));
            if (random.nextBoolean()) {
                schema.put("additionalItems", schema(depth + 1));
            }
        }
    }

    private void contains(Map<String, Object> schema, int depth) {
        if (draft == Draft.DRAFT_4) {
            return;
        }
        schema.put("contains", schema(depth + 1));
        if (draft.refHasSiblings() && random.nextBoolean()) {
            schema.put(random.nextBoolean() ? "minContains" : "maxContains", (long) random.nextInt(3));
        }
    }

    private void condition(Map<String, Object> schema, int depth) {
        if (draft.compareTo(Draft.DRAFT_7) < 0) {
            return;
        }
        schema.put("if", schema(depth + 1));
        if (random.nextBoolean()) {
            schema.put("then", schema(depth + 1));
        }
        if (random.nextBoolean()) {
            schema.put("else", schema(depth + 1));
        }
    }

    private void dependent(Map<String, Object> schema, int depth) {
        if (random.nextInt(3) == 0 && draft != Draft.DRAFT_4) {
            schema.put("propertyNames", Map.of("pattern", pick(PATTERNS)));
        } else if (!draft.refHasSiblings()) {
            schema.put("dependencies", Map.of(pick(NAMES), random.nextBoolean() ? names(1) : schema(depth + 1)));
        } else if (random.nextBoolean()) {
            schema.put("dependentRequired", Map.of(pick(NAMES), names(1 + random.nextInt(2))));
        } else {
            schema.put("dependentSchemas", Map.of(pick(NAMES), schema(depth + 1)));
        }
    }

    private Map<String, Object> members(int depth, int count) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            members.put(pick(NAMES), schema(depth + 1));
        }
        return members;
    }

    private Map<String, Object> patterned(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            members.put(pick(PATTERNS), schema(depth + 1));
        }
        return members;
    }

    private List<Object> schemas(int depth) {
        List<Object> schemas = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            schemas.add(schema(depth + 1));
        }
        return schemas;
    }

    private List<Object> names(int count) {
        Set<Object> names = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            names.add(pick(NAMES));
        }
        return new ArrayList<>(names);
    }

    private List<Object> values(int count) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(value(2));
        }
        return values;
    }

    private Object value(int depth) {
        return new EventGenerator(random).value(depth);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
