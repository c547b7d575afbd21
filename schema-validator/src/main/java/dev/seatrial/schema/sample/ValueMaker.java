package dev.seatrial.schema.sample;

import dev.seatrial.schema.document.Flattened;
import dev.seatrial.schema.document.Place;
import dev.seatrial.schema.document.SchemaStore;
import dev.seatrial.schema.json.JsonNull;
import dev.seatrial.schema.json.Numbers;
import dev.seatrial.schema.text.TextFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Makes values towards a schema. What it makes is only likely to conform: who uses it checks. */
public final class ValueMaker {
    private static final int DEEPEST = 12;

    private final SchemaStore store;
    private final SplittableRandom random;
    private final boolean full;

    /**
     * A maker.
     *
     * @param full whether every member that may be there is
     */
    public ValueMaker(SchemaStore store, SplittableRandom random, boolean full) {
        this.store = store;
        this.random = random;
        this.full = full;
    }

    /** A value towards the schema of a place. */
    public Object make(Place place) {
        return make(place, 0);
    }

    private Object make(Place place, int depth) {
        Flattened flat = chosen(Flattened.of(place, store), depth);
        Map<String, Object> keywords = flat.keywords();
        if (keywords.get("const") != null) {
            return keywords.get("const");
        }
        if (keywords.get("enum") instanceof List<?> list && !list.isEmpty()) {
            return list.get(random.nextInt(list.size()));
        }
        return switch (type(keywords)) {
            case "object" -> object(flat, depth);
            case "array" -> array(flat, depth);
            case "number", "integer" -> number(keywords, type(keywords).equals("integer"));
            case "boolean" -> random.nextBoolean();
            case "null" -> JsonNull.NULL;
            default -> text(keywords);
        };
    }

    /** One branch of each choice, drawn in as well. */
    private Flattened chosen(Flattened flat, int depth) {
        for (String keyword : List.of("oneOf", "anyOf")) {
            List<Place> branches = flat.children(keyword, store);
            if (!branches.isEmpty() && depth <= DEEPEST) {
                Flattened branch =
                        chosen(Flattened.of(branches.get(random.nextInt(branches.size())), store), depth + 1);
                flat.drawAlso(branch);
            }
        }
        return flat;
    }

    private String type(Map<String, Object> keywords) {
        Object type = keywords.get("type");
        if (type instanceof String name) {
            return name;
        }
        if (type instanceof List<?> names && !names.isEmpty()) {
            return (String) names.get(random.nextInt(names.size()));
        }
        if (keywords.containsKey("properties") || keywords.containsKey("required")) {
            return "object";
        }
        if (keywords.containsKey("items") || keywords.containsKey("prefixItems") || keywords.containsKey("minItems")) {
            return "array";
        }
        boolean number = List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf").stream()
                .anyMatch(keywords::containsKey);
        return number ? "number" : "string";
    }

    private Object object(Flattened flat, int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (String name : flat.members()) {
            boolean needed = flat.required().contains(name);
            boolean refused = flat.keywords().get("properties") instanceof Map<?, ?> members
                    && Boolean.FALSE.equals(members.get(name));
            boolean wanted = full ? depth < DEEPEST / 2 : random.nextInt(3) > 0 && depth < 5;
            if (needed || (wanted && !refused)) {
                flat.member(name, store).ifPresent(inner -> object.put(name, inner(inner, depth)));
            }
        }
        for (String name : flat.required()) {
            if (!object.containsKey(name)) {
                Optional<Place> other = flat.child("additionalProperties", store);
                object.put(name, other.isPresent() ? inner(other.get(), depth) : "text");
            }
        }
        int least = count(flat.keywords().get("minProperties"), 0);
        for (int i = 0; object.size() < least && i < 100; i++) {
            Optional<Place> other = flat.child("additionalProperties", store);
            object.put("member" + i, other.isPresent() ? inner(other.get(), depth) : "text");
        }
        return object;
    }

    private Object inner(Place place, int depth) {
        return depth > DEEPEST ? JsonNull.NULL : make(place, depth + 1);
    }

    private Object array(Flattened flat, int depth) {
        List<Object> array = new ArrayList<>();
        List<Place> prefix =
                flat.children(flat.keywords().get("items") instanceof List ? "items" : "prefixItems", store);
        Optional<Place> rest =
                flat.child(flat.keywords().get("items") instanceof List ? "additionalItems" : "items", store);
        int least = Math.min(1000, count(flat.keywords().get("minItems"), 0));
        int most = count(flat.keywords().get("maxItems"), Math.max(least, prefix.size()) + 2);
        int size = Math.min(most, Math.max(least, prefix.isEmpty() ? 1 + random.nextInt(2) : prefix.size()));
        flat.child("contains", store).ifPresent(contains -> array.add(inner(contains, depth)));
        while (array.size() < size && depth <= DEEPEST) {
            int index = array.size();
            Optional<Place> one = index < prefix.size() ? Optional.of(prefix.get(index)) : rest;
            array.add(one.isPresent() ? inner(one.get(), depth) : (Object) ("element" + index));
        }
        return array;
    }

    private Object number(Map<String, Object> keywords, boolean integer) {
        BigDecimal low = bound(keywords, "minimum", "exclusiveMinimum", true);
        BigDecimal high = bound(keywords, "maximum", "exclusiveMaximum", false);
        BigDecimal from = low != null ? low : high != null ? high.subtract(BigDecimal.TEN) : BigDecimal.ZERO;
        BigDecimal to = high != null && high.compareTo(from) >= 0 ? high : from.add(BigDecimal.valueOf(100));
        BigDecimal value = from.add(to.subtract(from)
                .multiply(BigDecimal.valueOf(random.nextInt(101)))
                .movePointLeft(2));
        if (keywords.get("multipleOf") instanceof Number divisor) {
            BigDecimal step = Numbers.decimal(divisor);
            value = value.divide(step, 0, RoundingMode.CEILING).multiply(step);
        } else {
            value = integer
                    ? value.setScale(0, RoundingMode.CEILING)
                    : value.setScale(Math.min(2, Math.max(0, value.scale())), RoundingMode.HALF_EVEN);
        }
        if (high != null && value.compareTo(high) > 0) {
            value = integer ? high.setScale(0, RoundingMode.FLOOR) : high;
        }
        boolean fits = value.precision() - value.scale() < 18 && Numbers.isInteger(value);
        return fits ? (Object) value.longValueExact() : value;
    }

    private static @Nullable BigDecimal bound(
            Map<String, Object> keywords, String plain, String exclusive, boolean low) {
        Object bound = keywords.get(plain);
        if (bound instanceof Number) {
            return Numbers.decimal(bound);
        }
        Object open = keywords.get(exclusive);
        if (!(open instanceof Number)) {
            return null;
        }
        BigDecimal value = Numbers.decimal(open);
        return low ? value.add(BigDecimal.ONE) : value.subtract(BigDecimal.ONE);
    }

    private String text(Map<String, Object> keywords) {
        int least = Math.min(10_000, count(keywords.get("minLength"), 0));
        int most = count(keywords.get("maxLength"), Integer.MAX_VALUE);
        if (keywords.get("pattern") instanceof String pattern) {
            return PatternText.of(pattern, random);
        }
        Optional<TextFormat> format =
                keywords.get("format") instanceof String name ? TextFormat.of(name) : Optional.empty();
        if (format.isPresent()) {
            return format.get().example();
        }
        String[] words = {"amber", "birch", "cedar", "delta", "ember", "fjord"};
        StringBuilder out = new StringBuilder(words[random.nextInt(words.length)]);
        while (out.length() < least) {
            out.append(words[random.nextInt(words.length)]);
        }
        return out.length() > most ? out.substring(0, most) : out.toString();
    }

    private static int count(@Nullable Object value, int otherwise) {
        return value instanceof Number
                ? Numbers.decimal(value).min(BigDecimal.valueOf(1_000_000)).intValue()
                : otherwise;
    }
}
