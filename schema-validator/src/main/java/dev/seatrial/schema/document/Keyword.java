package dev.seatrial.schema.document;

import static dev.seatrial.schema.document.Draft.DRAFT_2019_09;
import static dev.seatrial.schema.document.Draft.DRAFT_2020_12;
import static dev.seatrial.schema.document.Draft.DRAFT_4;
import static dev.seatrial.schema.document.Draft.DRAFT_6;
import static dev.seatrial.schema.document.Draft.DRAFT_7;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A keyword of JSON Schema: what its value looks like, and in which drafts it means something.
 *
 * @param name as written
 * @param shape of its value
 * @param since first draft
 * @param until last draft
 */
public record Keyword(String name, Shape shape, Draft since, Draft until) {

    /** What the value of a keyword must be. */
    public enum Shape {
        SCHEMA("a schema (an object or a boolean)"),
        SCHEMAS("a list of schemas with at least one"),
        SCHEMA_MAP("an object whose values are schemas"),
        SCHEMA_OR_SCHEMAS("a schema or a list of schemas"),
        DEPENDENCIES("an object whose values are schemas or lists of names"),
        TYPE("one of array, boolean, integer, null, number, object, string, or a list of them"),
        NUMBER("a number"),
        POSITIVE("a number over 0"),
        COUNT("an integer of 0 or more"),
        TEXT("a string"),
        PATTERN("a regular expression"),
        NAMES("a list of different strings"),
        NAMES_MAP("an object whose values are lists of different strings"),
        VALUES("a list of values"),
        BOOLEAN("true or false"),
        ANY("any value"),
        SCHEMA_OR_BOOLEAN("a schema or a boolean");

        private final String words;

        Shape(String words) {
            this.words = words;
        }

        /** What is expected, for a message. */
        public String words() {
            return words;
        }
    }

    /** The names of types. */
    public static final Set<String> TYPES = Set.of("array", "boolean", "integer", "null", "number", "object", "string");

    private static final Map<String, List<Keyword>> ALL = new LinkedHashMap<>();

    static {
        all(Shape.TEXT, "$schema", "title", "description", "format");
        add("$id", Shape.TEXT, DRAFT_6, DRAFT_2020_12);
        add("id", Shape.TEXT, DRAFT_4, DRAFT_4);
        all(Shape.TEXT, "$ref");
        add("$anchor", Shape.TEXT, DRAFT_2019_09, DRAFT_2020_12);
        add("$recursiveRef", Shape.TEXT, DRAFT_2019_09, DRAFT_2019_09);
        add("$recursiveAnchor", Shape.BOOLEAN, DRAFT_2019_09, DRAFT_2019_09);
        add("$dynamicRef", Shape.TEXT, DRAFT_2020_12, DRAFT_2020_12);
        add("$dynamicAnchor", Shape.TEXT, DRAFT_2020_12, DRAFT_2020_12);
        add("$vocabulary", Shape.ANY, DRAFT_2019_09, DRAFT_2020_12);
        add("$defs", Shape.SCHEMA_MAP, DRAFT_2019_09, DRAFT_2020_12);
        add("$comment", Shape.TEXT, DRAFT_7, DRAFT_2020_12);
        all(Shape.SCHEMA_MAP, "definitions", "properties", "patternProperties");
        all(Shape.SCHEMAS, "allOf", "anyOf", "oneOf");
        all(Shape.SCHEMA, "not");
        add("if", Shape.SCHEMA, DRAFT_7, DRAFT_2020_12);
        add("then", Shape.SCHEMA, DRAFT_7, DRAFT_2020_12);
        add("else", Shape.SCHEMA, DRAFT_7, DRAFT_2020_12);
        all(Shape.TYPE, "type");
        all(Shape.VALUES, "enum");
        add("const", Shape.ANY, DRAFT_6, DRAFT_2020_12);
        all(Shape.POSITIVE, "multipleOf");
        all(Shape.NUMBER, "maximum", "minimum");
        add("exclusiveMaximum", Shape.BOOLEAN, DRAFT_4, DRAFT_4);
        add("exclusiveMinimum", Shape.BOOLEAN, DRAFT_4, DRAFT_4);
        add("exclusiveMaximum", Shape.NUMBER, DRAFT_6, DRAFT_2020_12);
        add("exclusiveMinimum", Shape.NUMBER, DRAFT_6, DRAFT_2020_12);
        all(Shape.COUNT, "maxLength", "minLength", "maxItems", "minItems", "maxProperties", "minProperties");
        all(Shape.PATTERN, "pattern");
        add("items", Shape.SCHEMA_OR_SCHEMAS, DRAFT_4, DRAFT_2019_09);
        add("items", Shape.SCHEMA, DRAFT_2020_12, DRAFT_2020_12);
        add("prefixItems", Shape.SCHEMAS, DRAFT_2020_12, DRAFT_2020_12);
        add("additionalItems", Shape.SCHEMA_OR_BOOLEAN, DRAFT_4, DRAFT_2019_09);
        add("contains", Shape.SCHEMA, DRAFT_6, DRAFT_2020_12);
        add("maxContains", Shape.COUNT, DRAFT_2019_09, DRAFT_2020_12);
        add("minContains", Shape.COUNT, DRAFT_2019_09, DRAFT_2020_12);
        all(Shape.BOOLEAN, "uniqueItems");
        all(Shape.NAMES, "required");
        all(Shape.SCHEMA_OR_BOOLEAN, "additionalProperties");
        add("propertyNames", Shape.SCHEMA, DRAFT_6, DRAFT_2020_12);
        add("dependencies", Shape.DEPENDENCIES, DRAFT_4, DRAFT_2020_12);
        add("dependentRequired", Shape.NAMES_MAP, DRAFT_2019_09, DRAFT_2020_12);
        add("dependentSchemas", Shape.SCHEMA_MAP, DRAFT_2019_09, DRAFT_2020_12);
        add("unevaluatedItems", Shape.SCHEMA, DRAFT_2019_09, DRAFT_2020_12);
        add("unevaluatedProperties", Shape.SCHEMA, DRAFT_2019_09, DRAFT_2020_12);
        add("contentEncoding", Shape.TEXT, DRAFT_7, DRAFT_2020_12);
        add("contentMediaType", Shape.TEXT, DRAFT_7, DRAFT_2020_12);
        add("contentSchema", Shape.SCHEMA, DRAFT_2019_09, DRAFT_2020_12);
        all(Shape.ANY, "default");
        add("examples", Shape.ANY, DRAFT_6, DRAFT_2020_12);
        add("readOnly", Shape.BOOLEAN, DRAFT_7, DRAFT_2020_12);
        add("writeOnly", Shape.BOOLEAN, DRAFT_7, DRAFT_2020_12);
        add("deprecated", Shape.BOOLEAN, DRAFT_2019_09, DRAFT_2020_12);
    }

    private static void all(Shape shape, String... names) {
        for (String name : names) {
            add(name, shape, DRAFT_4, DRAFT_2020_12);
        }
    }

    private static void add(String name, Shape shape, Draft since, Draft until) {
        Keyword keyword = new Keyword(name, shape, since, until);
        List<Keyword> known = ALL.get(name);
        ALL.put(name, known == null ? List.of(keyword) : List.of(known.get(0), keyword));
    }

    /** The keyword of a name in a draft, if it means something there. */
    public static Optional<Keyword> of(String name, Draft draft) {
        List<Keyword> known = ALL.getOrDefault(name, List.of());
        for (int i = 0; i < known.size(); i++) {
            Keyword keyword = known.get(i);
            if (keyword.since.compareTo(draft) <= 0 && keyword.until.compareTo(draft) >= 0) {
                return Optional.of(keyword);
            }
        }
        return Optional.empty();
    }

    /** The drafts in which a name means something. */
    public static List<Keyword> named(String name) {
        return ALL.getOrDefault(name, List.of());
    }

    /** Every name of every draft. */
    public static Set<String> names() {
        return ALL.keySet();
    }
}
