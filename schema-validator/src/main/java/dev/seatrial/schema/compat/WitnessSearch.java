package dev.seatrial.schema.compat;

import dev.seatrial.schema.Schema;
import dev.seatrial.schema.SchemaProblem;
import dev.seatrial.schema.document.Place;
import dev.seatrial.schema.document.SchemaStore;
import dev.seatrial.schema.json.JsonNull;
import dev.seatrial.schema.json.JsonText;
import dev.seatrial.schema.json.Numbers;
import dev.seatrial.schema.json.Pointers;
import dev.seatrial.schema.sample.ValueMaker;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Looks for an event that one schema allows and another refuses. What it finds was validated by both. */
final class WitnessSearch {
    private static final int BASES = 12;

    private final Schema writer;
    private final Schema reader;
    private final Place root;
    private final SchemaStore writers;
    private final SchemaStore readers;
    private final SplittableRandom random;

    WitnessSearch(Schema writer, Schema reader, Place root, SchemaStore writers, SchemaStore readers, long seed) {
        this.writer = writer;
        this.reader = reader;
        this.root = root;
        this.writers = writers;
        this.readers = readers;
        this.random = new SplittableRandom(seed);
    }

    /** An event that shows a difference. */
    Optional<String> find(Difference difference) {
        for (int i = 0; i < BASES; i++) {
            Object event = new ValueMaker(writers, random, i % 3 != 2).make(root);
            if (shows(event, difference)) {
                return Optional.of(JsonText.of(event));
            }
            for (Object candidate : candidates(difference)) {
                Object changed = replace(event, difference.path(), 0, candidate);
                if (shows(changed, difference)) {
                    return Optional.of(JsonText.of(changed));
                }
            }
            for (String name : without(difference)) {
                Object changed = remove(event, difference.path(), 0, name);
                if (shows(changed, difference)) {
                    return Optional.of(JsonText.of(changed));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether an event is valid for the writer and breaks just what the difference says for the reader. */
    private boolean shows(Object event, Difference difference) {
        byte[] text = JsonText.of(event).getBytes(StandardCharsets.UTF_8);
        return writer.validate(text).isEmpty()
                && reader.validate(text).stream().anyMatch(problem -> isOf(problem, difference));
    }

    private static boolean isOf(SchemaProblem problem, Difference difference) {
        List<String> tokens = problem.pointer().isEmpty() ? List.of() : Pointers.tokens(problem.pointer());
        if (tokens.size() < difference.path().size()) {
            return false;
        }
        for (int i = 0; i < difference.path().size(); i++) {
            String step = difference.path().get(i);
            if (!step.equals("*") && !step.equals(tokens.get(i))) {
                return false;
            }
        }
        return switch (difference.rule()) {
            case "required", "additionalProperties" ->
                problem.message()
                        .startsWith(
                                difference.what().substring(0, difference.what().indexOf('"', 1) + 1));
            case "enum" -> List.of("enum", "const").contains(problem.keyword());
            case "type",
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
                    "minProperties",
                    "maxProperties" ->
                problem.keyword().equals(difference.rule())
                        && tokens.size() == difference.path().size();
            case "uniqueItems" -> problem.keyword().equals("uniqueItems");
            default -> true;
        };
    }

    private static List<String> without(Difference difference) {
        return difference.reader().schema() instanceof Map<?, ?> map && map.get("required") instanceof List<?> names
                ? names.stream().map(String.class::cast).toList()
                : List.of();
    }

    private List<Object> candidates(Difference difference) {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(new ValueMaker(writers, random, i % 2 == 0).make(difference.writer()));
            all.add(new ValueMaker(readers, random, i % 2 == 0).make(difference.reader()));
        }
        near(difference.writer().schema(), all);
        near(difference.reader().schema(), all);
        all.addAll(List.of(
                "",
                "text",
                "A",
                "0",
                0L,
                -1L,
                1L,
                new BigDecimal("0.5"),
                new BigDecimal("1e9"),
                true,
                JsonNull.NULL,
                List.of(),
                Map.of(),
                List.of("a", "a"),
                "2026-11-22"));
        return all;
    }

    /** Values at and beside what the keywords of a schema say. */
    private static void near(Object schema, List<Object> all) {
        if (!(schema instanceof Map<?, ?> map)) {
            return;
        }
        map.forEach((keyword, value) -> {
            if (value instanceof Number
                    && ((String) keyword).matches("(min|max|exclusiveM)imum|exclusiveM.*|multipleOf")) {
                BigDecimal number = Numbers.decimal(value);
                for (String step : List.of("0", "1", "-1", "0.001", "-0.001")) {
                    BigDecimal near = number.add(new BigDecimal(step));
                    all.add(Numbers.isInteger(near) && near.precision() < 18 ? (Object) near.longValueExact() : near);
                }
            } else if (value instanceof Number && ((String) keyword).matches("(min|max)Length")) {
                int length = Math.min(100_000, Numbers.decimal(value).intValue());
                for (int each : new int[] {length - 1, length, length + 1}) {
                    all.add("a".repeat(Math.max(0, each)));
                }
            } else if (value instanceof List<?> list && keyword.equals("enum")) {
                all.addAll(list);
            } else if (keyword.equals("const")) {
                all.add(value);
            }
        });
    }

    private static Object replace(Object value, List<String> path, int depth, Object by) {
        if (depth == path.size()) {
            return by;
        }
        String token = path.get(depth);
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list);
            if (copy.isEmpty()) {
                copy.add(JsonNull.NULL);
            }
            copy.set(0, replace(copy.get(0), path, depth + 1, by));
            return copy;
        }
        Map<Object, Object> copy = new LinkedHashMap<>(value instanceof Map<?, ?> map ? map : Map.of());
        String name = token.equals("*") ? "unheardOf" : token;
        Object inner = copy.get(name);
        copy.put(name, replace(inner == null ? JsonNull.NULL : inner, path, depth + 1, by));
        return copy;
    }

    private static Object remove(Object value, List<String> path, int depth, String name) {
        if (value instanceof List<?> list && !list.isEmpty() && depth < path.size()) {
            List<Object> copy = new ArrayList<>(list);
            copy.set(0, remove(copy.get(0), path, depth + 1, name));
            return copy;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<Object, Object> copy = new LinkedHashMap<>(map);
        if (depth == path.size()) {
            copy.remove(name);
            return copy;
        }
        Object inner = copy.get(path.get(depth));
        if (inner != null) {
            copy.put(path.get(depth), remove(inner, path, depth + 1, name));
        }
        return copy;
    }
}
