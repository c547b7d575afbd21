package dev.seatrial.schema.compat;

import dev.seatrial.schema.document.Flattened;
import dev.seatrial.schema.document.Place;
import dev.seatrial.schema.document.SchemaStore;
import dev.seatrial.schema.json.JsonText;
import dev.seatrial.schema.json.Numbers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through two schemas side by side and lists each place where the reader may refuse what the writer allows. Nothing listed
 * is a proof that it refuses nothing; something listed is only a suspicion, to be shown by a witness.
 */
final class Subsumption {
    private static final Set<String> UNDERSTOOD = Set.of(
            "type",
            "enum",
            "const",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "pattern",
            "format",
            "required",
            "properties",
            "additionalProperties",
            "minProperties",
            "maxProperties",
            "items",
            "minItems",
            "maxItems",
            "uniqueItems",
            "$ref",
            "allOf");
    private static final Set<String> SAY_NOTHING = Set.of(
            "$schema",
            "$id",
            "id",
            "title",
            "description",
            "default",
            "examples",
            "$comment",
            "deprecated",
            "readOnly",
            "writeOnly",
            "$defs",
            "definitions",
            "$anchor",
            "x-event-type");

    private final SchemaStore writers;
    private final SchemaStore readers;
    private final List<Difference> differences = new ArrayList<>();
    private final Set<String> open = new HashSet<>();

    Subsumption(SchemaStore writers, SchemaStore readers) {
        this.writers = writers;
        this.readers = readers;
    }

    List<Difference> compare(Place writer, Place reader) {
        compare(writer, reader, List.of());
        return differences;
    }

    private void compare(Place writer, Place reader, List<String> path) {
        if (!open.add(writer.label() + " " + reader.label() + " " + path.size()) || path.size() > 20) {
            return;
        }
        if (Boolean.TRUE.equals(reader.schema()) || Boolean.FALSE.equals(writer.schema())) {
            return;
        }
        Flattened old = Flattened.of(writer, writers);
        Flattened now = Flattened.of(reader, readers);
        Side side = new Side(old, now, path);
        if (Boolean.FALSE.equals(reader.schema())) {
            side.add("false", "nothing is allowed here any more");
            return;
        }
        side.types();
        side.values();
        side.bounds();
        side.same("pattern");
        side.same("format");
        side.same("multipleOf");
        side.flag("uniqueItems");
        side.objects();
        side.arrays();
        side.rest();
    }

    /** The two schemas at one place. */
    private final class Side {
        private final Map<String, Object> old;
        private final Map<String, Object> now;
        private final Flattened writer;
        private final Flattened reader;
        private final List<String> path;

        Side(Flattened writer, Flattened reader, List<String> path) {
            this.writer = writer;
            this.reader = reader;
            this.old = writer.keywords();
            this.now = reader.keywords();
            this.path = path;
        }

        void add(String rule, String what) {
            differences.add(new Difference(rule, path, what, writer.place(), reader.place()));
        }

        private Set<String> typesOf(Map<String, Object> schema) {
            Object type = schema.get("type");
            Set<String> types = new LinkedHashSet<>();
            if (type instanceof String name) {
                types.add(name);
            } else if (type instanceof List<?> names) {
                names.forEach(name -> types.add((String) name));
            }
            if (types.contains("number")) {
                types.add("integer");
            }
            return types;
        }

        void types() {
            Set<String> wanted = typesOf(now);
            if (wanted.isEmpty()) {
                return;
            }
            Set<String> lost = typesOf(old);
            boolean any = lost.isEmpty() && !old.containsKey("enum") && !old.containsKey("const");
            lost.removeAll(wanted);
            if (any) {
                add("type", "any type was allowed, now only " + wanted);
            } else if (!lost.isEmpty()) {
                add("type", lost + " was allowed, now only " + wanted);
            }
        }

        private @Nullable List<?> valuesOf(Map<String, Object> schema) {
            return schema.get("const") != null
                    ? List.of(schema.get("const"))
                    : schema.get("enum") instanceof List<?> list ? list : null;
        }

        void values() {
            List<?> wanted = valuesOf(now);
            if (wanted == null) {
                return;
            }
            List<?> given = valuesOf(old);
            if (given == null) {
                add("enum", "any value was allowed, now only " + JsonText.brief(wanted));
                return;
            }
            List<Object> lost = new ArrayList<>(given);
            lost.removeAll(wanted);
            if (!lost.isEmpty()) {
                add("enum", JsonText.brief(lost) + " was allowed, now only " + JsonText.brief(wanted));
            }
        }

        void bounds() {
            for (String keyword : List.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")) {
                bound(keyword, -1);
            }
            for (String keyword : List.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")) {
                bound(keyword, 1);
            }
        }

        private void bound(String keyword, int side) {
            Object wanted = now.get(keyword);
            Object given = old.get(keyword);
            if (wanted instanceof Number) {
                boolean tighter = !(given instanceof Number) || Numbers.compare(given, wanted) * side > 0;
                boolean trivial = side < 0 && keyword.matches("min[LIP].*") && Numbers.compare(wanted, 0L) == 0;
                if (tighter && !trivial) {
                    add(keyword, keyword + " was " + (given == null ? "not set" : given) + ", now " + wanted);
                }
            } else if (wanted != null && !wanted.equals(given)) {
                add(keyword, keyword + " was " + (given == null ? "not set" : given) + ", now " + wanted);
            }
        }

        void same(String keyword) {
            Object wanted = now.get(keyword);
            if (wanted != null && !wanted.equals(old.get(keyword))) {
                Object given = old.get(keyword);
                add(
                        keyword,
                        keyword + " was " + (given == null ? "not set" : JsonText.brief(given)) + ", now "
                                + JsonText.brief(wanted));
            }
        }

        void flag(String keyword) {
            if (Boolean.TRUE.equals(now.get(keyword)) && !Boolean.TRUE.equals(old.get(keyword))) {
                add(keyword, keyword + " is asked for now");
            }
        }

        void objects() {
            for (String name : reader.required()) {
                if (!writer.required().contains(name)) {
                    add("required", "\"" + name + "\" was optional, now it is required");
                }
            }
            Set<String> names = new LinkedHashSet<>(writer.members());
            names.addAll(reader.members());
            for (String name : names) {
                member(name);
            }
            Optional<Place> others = reader.child("additionalProperties", readers);
            if (others.isPresent()) {
                Place given = writer.child("additionalProperties", writers).orElse(anything(writer));
                if (!closed(given)) {
                    compare(given, others.get(), below("*"));
                }
            }
        }

        private void member(String name) {
            Optional<Place> wanted =
                    reader.member(name, readers).or(() -> reader.child("additionalProperties", readers));
            Optional<Place> given =
                    writer.member(name, writers).or(() -> writer.child("additionalProperties", writers));
            if (wanted.isPresent() && given.map(place -> !closed(place)).orElse(true)) {
                if (closed(wanted.get())) {
                    add("additionalProperties", "\"" + name + "\" was allowed, now it is refused");
                } else {
                    compare(given.orElse(anything(writer)), wanted.get(), below(name));
                }
            }
        }

        void arrays() {
            Optional<Place> wanted = reader.child("items", readers);
            if (wanted.isPresent()) {
                compare(writer.child("items", writers).orElse(anything(writer)), wanted.get(), below("*"));
            }
        }

        /** What is not understood must at least be the same. */
        void rest() {
            for (Map.Entry<String, Object> entry : now.entrySet()) {
                String keyword = entry.getKey();
                boolean list = keyword.equals("items") && entry.getValue() instanceof List;
                if (SAY_NOTHING.contains(keyword) || (UNDERSTOOD.contains(keyword) && !list)) {
                    continue;
                }
                if (!entry.getValue().equals(old.get(keyword)) || refers(entry.getValue())) {
                    add(keyword, keyword + " is not the same");
                }
            }
            for (String keyword : List.of("patternProperties")) {
                if (old.containsKey(keyword) && !old.get(keyword).equals(now.get(keyword))) {
                    add(keyword, keyword + " is not the same");
                }
            }
        }

        /** Whether a value refers elsewhere, so that the same text may mean another thing. */
        private boolean refers(Object value) {
            return JsonText.of(value).contains("Ref\":") || JsonText.of(value).contains("\"$ref\":");
        }

        private List<String> below(String token) {
            List<String> longer = new ArrayList<>(path);
            longer.add(token);
            return longer;
        }

        private Place anything(Flattened near) {
            return new Place(
                    near.place().document(),
                    near.place().pointer(),
                    true,
                    near.place().base(),
                    near.place().draft());
        }

        private boolean closed(Place place) {
            return Boolean.FALSE.equals(place.schema());
        }
    }
}
