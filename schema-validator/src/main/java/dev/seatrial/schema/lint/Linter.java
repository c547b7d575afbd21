package dev.seatrial.schema.lint;

import dev.seatrial.schema.document.Draft;
import dev.seatrial.schema.document.Flattened;
import dev.seatrial.schema.document.Keyword;
import dev.seatrial.schema.document.Place;
import dev.seatrial.schema.document.SchemaStore;
import dev.seatrial.schema.document.Subschemas;
import dev.seatrial.schema.json.JsonText;
import dev.seatrial.schema.json.NearestName;
import dev.seatrial.schema.json.Numbers;
import dev.seatrial.schema.json.Pointers;
import dev.seatrial.schema.text.TextFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks through one schema document. */
public final class Linter {
    /** The names of all rules. */
    public static final List<String> RULES = List.of(
            "misspelt-keyword",
            "unknown-keyword",
            "keyword-of-another-draft",
            "ignored-beside-ref",
            "required-without-property",
            "unreachable-keyword",
            "unreachable-branch",
            "nothing-fits",
            "catastrophic-pattern",
            "unanchored-pattern",
            "format-not-asserted");

    private static final Map<String, Set<String>> TYPE_OF = Map.of(
            "string", Set.of("minLength", "maxLength", "pattern", "format"),
            "number", Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
            "array", Set.of("items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"),
            "object", Set.of("properties", "required", "additionalProperties", "minProperties", "maxProperties"));

    private final SchemaStore store;
    private final List<LintFinding> findings = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private Linter(SchemaStore store) {
        this.store = store;
    }

    /** Everything that looks wrong in a schema. */
    public static List<LintFinding> lint(Place root, SchemaStore store) {
        Linter linter = new Linter(store);
        linter.visit(root);
        return linter.findings;
    }

    private void visit(Place place) {
        if (!seen.add(place.label()) || !(place.schema() instanceof Map<?, ?> schema)) {
            return;
        }
        schema.keySet().forEach(name -> keyword(place, (String) name));
        refSiblings(place, schema);
        required(place, schema);
        reach(place, schema);
        if (schema.get("pattern") instanceof String pattern) {
            pattern(place, "/pattern", pattern);
        }
        if (schema.get("format") instanceof String format
                && TextFormat.of(format).isEmpty()) {
            add(
                    place,
                    "format-not-asserted",
                    "/format",
                    "the format " + JsonText.brief(format) + " is not one that is asserted"
                            + nearest(format, formats()));
        }
        for (Subschemas.Inner inner : Subschemas.of(schema, place.pointer(), place.draft())) {
            visit(store.at(place, inner.pointer(), inner.schema()));
        }
    }

    private static List<String> formats() {
        List<String> names = new ArrayList<>();
        TextFormat.all().forEach(format -> names.add(format.label()));
        return names;
    }

    private void keyword(Place place, String name) {
        if (Keyword.of(name, place.draft()).isPresent() || name.startsWith("x-")) {
            return;
        }
        List<Keyword> elsewhere = Keyword.named(name);
        String at = Pointers.append("", name);
        if (!elsewhere.isEmpty()) {
            Draft since = elsewhere.get(0).since();
            Draft until = elsewhere.get(elsewhere.size() - 1).until();
            add(
                    place,
                    "keyword-of-another-draft",
                    at,
                    "\"" + name + "\" means nothing in " + place.draft().label() + "; it belongs to " + since.label()
                            + (since == until ? "" : " to " + until.label()));
            return;
        }
        String nearest = nearest(name, Keyword.names());
        add(
                place,
                nearest.isEmpty() ? "unknown-keyword" : "misspelt-keyword",
                at,
                "\"" + name + "\" is no keyword and means nothing" + nearest);
    }

    private static String nearest(String name, java.util.Collection<String> names) {
        return NearestName.of(name, names)
                .map(near -> " (did you mean \"" + near + "\"?)")
                .orElse("");
    }

    private void refSiblings(Place place, Map<?, ?> schema) {
        if (!schema.containsKey("$ref") || place.draft().refHasSiblings()) {
            return;
        }
        for (Object name : schema.keySet()) {
            boolean means = Keyword.of((String) name, place.draft()).isPresent()
                    && !Set.of("$ref", "definitions", "title", "description", "$comment", "default", "examples")
                            .contains((String) name);
            if (means) {
                add(
                        place,
                        "ignored-beside-ref",
                        "/" + name,
                        "\"" + name + "\" beside $ref is ignored in "
                                + place.draft().label() + "; put both under allOf");
            }
        }
    }

    private void required(Place place, Map<?, ?> schema) {
        if (!(schema.get("required") instanceof List<?> names) || !schema.containsKey("properties")) {
            return;
        }
        Flattened flat = Flattened.of(place, store);
        for (int i = 0; i < names.size(); i++) {
            String name = (String) names.get(i);
            if (!flat.members().contains(name) && !schema.containsKey("patternProperties")) {
                boolean closed = Boolean.FALSE.equals(schema.get("additionalProperties"));
                add(
                        place,
                        "required-without-property",
                        "/required/" + i,
                        "\"" + name + "\" is required but "
                                + (closed ? "no event can have it" : "not described under properties")
                                + nearest(name, flat.members()));
            }
        }
    }

    private void reach(Place place, Map<?, ?> schema) {
        Flattened flat = Flattened.of(place, store);
        Map<String, Object> all = flat.keywords();
        if (all.get("type") instanceof String type && schema.containsKey("type")) {
            TYPE_OF.forEach((kind, keywords) -> {
                boolean same = kind.equals(type) || (kind.equals("number") && type.equals("integer"));
                keywords.stream()
                        .filter(name -> !same && schema.containsKey(name))
                        .sorted()
                        .forEach(name -> add(
                                place,
                                "unreachable-keyword",
                                "/" + name,
                                "\"" + name + "\" is about " + kind + "s, but the type is " + type));
            });
        }
        for (String[] pair : new String[][] {
            {"minimum", "maximum"},
            {"minLength", "maxLength"},
            {"minItems", "maxItems"},
            {"minProperties", "maxProperties"}
        }) {
            Object low = schema.get(pair[0]);
            Object high = schema.get(pair[1]);
            if (low instanceof Number && high instanceof Number && Numbers.compare(low, high) > 0) {
                add(
                        place,
                        "nothing-fits",
                        "/" + pair[0],
                        pair[0] + " " + low + " is over " + pair[1] + " " + high + ": nothing fits");
            }
        }
        if (schema.get("enum") instanceof List<?> values && !values.isEmpty()) {
            Branches.nothingOfType(values, schema.get("type"))
                    .ifPresent(why -> add(place, "nothing-fits", "/enum", why));
        }
        for (String keyword : List.of("anyOf", "oneOf")) {
            branches(place, schema, keyword);
        }
        for (String keyword : List.of("then", "else")) {
            if (schema.containsKey(keyword) && !schema.containsKey("if")) {
                add(place, "unreachable-branch", "/" + keyword, "\"" + keyword + "\" without \"if\" is never used");
            }
        }
    }

    private void branches(Place place, Map<?, ?> schema, String keyword) {
        if (!(schema.get(keyword) instanceof List<?> list)) {
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            String at = "/" + keyword + "/" + i;
            Branches.unreachable(keyword, list, i, schema.get("type"))
                    .ifPresent(why -> add(place, "unreachable-branch", at, why));
        }
    }

    private void pattern(Place place, String at, String pattern) {
        Optional<String> danger = PatternRisk.of(pattern);
        danger.ifPresent(why -> add(place, "catastrophic-pattern", at, why));
        boolean anchored = pattern.startsWith("^") && pattern.endsWith("$");
        if (!anchored || PatternRisk.hasBranches(pattern)) {
            add(
                    place,
                    "unanchored-pattern",
                    at,
                    JsonText.brief(pattern) + " matches anywhere in the text; write "
                            + (anchored ? "^(?:...)$ around the branches" : "^...$") + " to mean all of it");
        }
    }

    private void add(Place place, String rule, String at, String message) {
        findings.add(new LintFinding(rule, place.flaw(at, message)));
    }
}
