package dev.seatrial.schema.document;

import dev.seatrial.schema.json.JsonText;
import dev.seatrial.schema.json.Numbers;
import dev.seatrial.schema.json.Pointers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds keywords whose value means nothing, and references that lead nowhere, in a schema and all that it refers to. */
public final class SchemaChecker {
    private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef", "$recursiveRef");

    private final SchemaStore store;
    private final List<SchemaFlaw> flaws = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Deque<Place> rest = new ArrayDeque<>();

    private SchemaChecker(SchemaStore store) {
        this.store = store;
    }

    /**
     * Checks a schema and everything that it reaches.
     *
     * @throws BadSchemaException with all that is wrong
     */
    public static void check(Place root, SchemaStore store) {
        SchemaChecker checker = new SchemaChecker(store);
        checker.rest.add(root);
        while (!checker.rest.isEmpty()) {
            checker.check(checker.rest.remove());
        }
        if (!checker.flaws.isEmpty()) {
            throw new BadSchemaException(checker.flaws);
        }
    }

    private void check(Place place) {
        if (!seen.add(place.label()) || !(place.schema() instanceof Map<?, ?> schema)) {
            return;
        }
        if (schema.get("$schema") instanceof String uri
                && Draft.ofUri(uri).isEmpty()
                && place.pointer().isEmpty()) {
            flaws.add(place.flaw(
                    "/$schema",
                    "unknown draft " + JsonText.brief(uri)
                            + ". expected a $schema of draft-04, draft-06, draft-07, 2019-09 or 2020-12"));
        }
        boolean onlyRef = schema.containsKey("$ref") && !place.draft().refHasSiblings();
        for (Map.Entry<?, ?> entry : schema.entrySet()) {
            String name = (String) entry.getKey();
            Optional<Keyword> keyword = Keyword.of(name, place.draft());
            if (keyword.isPresent() && (!onlyRef || name.equals("$ref") || name.equals("definitions"))) {
                keyword(place, keyword.get(), entry.getValue());
            }
        }
        for (Subschemas.Inner inner : Subschemas.of(schema, place.pointer(), place.draft())) {
            rest.add(store.at(place, inner.pointer(), inner.schema()));
        }
    }

    private void keyword(Place place, Keyword keyword, Object value) {
        String at = "/" + Pointers.escape(keyword.name());
        if (!fits(keyword.shape(), value, place.draft())) {
            flaws.add(place.flaw(
                    at,
                    "\"" + keyword.name() + "\" is " + JsonText.brief(value) + ". expected "
                            + keyword.shape().words()));
            return;
        }
        if (REFERENCES.contains(keyword.name())) {
            try {
                rest.add(store.follow(place, keyword.name(), (String) value));
            } catch (BadSchemaException e) {
                flaws.addAll(e.flaws());
            }
        }
    }

    private static boolean fits(Keyword.Shape shape, Object value, Draft draft) {
        return switch (shape) {
            case ANY -> true;
            case TEXT, PATTERN -> value instanceof String;
            case BOOLEAN -> value instanceof Boolean;
            case NUMBER -> value instanceof Number;
            case POSITIVE -> value instanceof Number && Numbers.compare(value, 0L) > 0;
            case COUNT -> value instanceof Number && Numbers.isInteger(value) && Numbers.compare(value, 0L) >= 0;
            case TYPE -> isType(value);
            case VALUES -> value instanceof List;
            case NAMES -> isNames(value);
            case SCHEMA -> isSchema(value, draft);
            case SCHEMA_OR_BOOLEAN -> value instanceof Boolean || isSchema(value, draft);
            case SCHEMAS -> isSchemas(value, draft) && !((List<?>) value).isEmpty();
            case SCHEMA_OR_SCHEMAS -> isSchema(value, draft) || isSchemas(value, draft);
            case NAMES_MAP -> isMap(value, false, true, draft);
            case SCHEMA_MAP -> isMap(value, true, false, draft);
            case DEPENDENCIES -> isMap(value, true, true, draft);
        };
    }

    private static boolean isMap(Object value, boolean ofSchemas, boolean ofNames, Draft draft) {
        if (!(value instanceof Map<?, ?> map)) {
            return false;
        }
        for (Object inner : map.values()) {
            if (!(ofSchemas && isSchema(inner, draft)) && !(ofNames && isNames(inner))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSchema(Object value, Draft draft) {
        return value instanceof Map || (value instanceof Boolean && draft != Draft.DRAFT_4);
    }

    private static boolean isSchemas(Object value, Draft draft) {
        if (!(value instanceof List<?> list)) {
            return false;
        }
        for (Object inner : list) {
            if (!isSchema(inner, draft)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNames(Object value) {
        if (!(value instanceof List<?> list)) {
            return false;
        }
        Set<Object> different = new HashSet<>();
        for (Object name : list) {
            if (!(name instanceof String) || !different.add(name)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isType(Object value) {
        if (value instanceof List<?> names) {
            return !names.isEmpty() && isNames(names) && Keyword.TYPES.containsAll(names);
        }
        return value instanceof String name && Keyword.TYPES.contains(name);
    }
}
