package dev.seatrial.schema.document;

import dev.seatrial.schema.json.Pointers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A schema with what its {@code $ref} and {@code allOf} say about the same value drawn into it, for tools that look at
 * schemas. Where two of them say something about one keyword, the later wins, except members and required names, which add up.
 *
 * @param place of the schema
 * @param keywords of all of them
 * @param homes the place of the schema that each keyword came from
 */
public record Flattened(Place place, Map<String, Object> keywords, Map<String, Place> homes) {
    private static final int DEEPEST = 24;

    /** Draws together what stands at a place; a boolean schema has no keywords. */
    public static Flattened of(Place place, SchemaStore store) {
        Flattened flat = new Flattened(place, new LinkedHashMap<>(), new LinkedHashMap<>());
        flat.draw(place, store, 0);
        return flat;
    }

    private void draw(Place from, SchemaStore store, int depth) {
        if (!(from.schema() instanceof Map<?, ?> schema) || depth > DEEPEST) {
            return;
        }
        if (schema.get("$ref") instanceof String reference) {
            draw(store.follow(from, "$ref", reference), store, depth + 1);
            if (!from.draft().refHasSiblings()) {
                return;
            }
        }
        if (schema.get("allOf") instanceof List<?> parts) {
            for (int i = 0; i < parts.size(); i++) {
                draw(store.at(from, from.pointer() + "/allOf/" + i, parts.get(i)), store, depth + 1);
            }
        }
        schema.forEach((name, value) -> {
            String keyword = (String) name;
            if (!keyword.equals("allOf") && !keyword.equals("$ref")) {
                put(keyword, value, from);
            }
        });
    }

    private void put(String keyword, Object value, Place from) {
        Object before = keywords.get(keyword);
        if (keyword.equals("required") && before instanceof List<?> names && value instanceof List<?> more) {
            List<Object> all = new ArrayList<>(names);
            more.stream().filter(name -> !all.contains(name)).forEach(all::add);
            keywords.put(keyword, all);
        } else if (keyword.equals("properties") && value instanceof Map<?, ?> members) {
            Map<Object, Object> all = new LinkedHashMap<>();
            if (before instanceof Map<?, ?> known) {
                all.putAll(known);
            }
            members.forEach((name, inner) -> {
                all.put(name, inner);
                homes.put("properties/" + name, from);
            });
            keywords.put(keyword, all);
        } else {
            keywords.put(keyword, value);
            homes.put(keyword, from);
        }
    }

    /** Draws what another says into this. */
    public void drawAlso(Flattened other) {
        other.keywords.forEach((keyword, value) -> put(keyword, value, other.homes.getOrDefault(keyword, other.place)));
        other.homes.forEach((key, home) -> {
            if (key.startsWith("properties/")) {
                homes.put(key, home);
            }
        });
    }

    /** The schema of a member that is named. */
    public Optional<Place> member(String name, SchemaStore store) {
        if (!(keywords.get("properties") instanceof Map<?, ?> members) || members.get(name) == null) {
            return Optional.empty();
        }
        Place home = homes.getOrDefault("properties/" + name, place);
        return Optional.of(store.at(home, Pointers.append(home.pointer() + "/properties", name), members.get(name)));
    }

    /** The schema of a keyword whose value is one. */
    public Optional<Place> child(String keyword, SchemaStore store) {
        Object value = keywords.get(keyword);
        Place home = homes.getOrDefault(keyword, place);
        return value instanceof Map || value instanceof Boolean
                ? Optional.of(store.at(home, Pointers.append(home.pointer(), keyword), value))
                : Optional.empty();
    }

    /** The schemas of a keyword whose value is a list of them. */
    public List<Place> children(String keyword, SchemaStore store) {
        List<Place> places = new ArrayList<>();
        Place home = homes.getOrDefault(keyword, place);
        if (keywords.get(keyword) instanceof List<?> list) {
            for (Object inner : list) {
                places.add(store.at(home, home.pointer() + "/" + keyword + "/" + places.size(), inner));
            }
        }
        return places;
    }

    /** The names under {@code properties}. */
    public List<String> members() {
        return keywords.get("properties") instanceof Map<?, ?> members
                ? members.keySet().stream().map(String.class::cast).toList()
                : List.of();
    }

    /** The names under {@code required}. */
    public List<String> required() {
        return keywords.get("required") instanceof List<?> names
                ? names.stream().map(String.class::cast).toList()
                : List.of();
    }
}
