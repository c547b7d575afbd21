package dev.seatrial.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a shape as JSON Schema 2020-12, in plain maps and lists. */
final class ShapeSchema {

    private ShapeSchema() {}

    static Map<String, Object> of(Shape shape) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (shape instanceof Shape.Text text) {
            text(text, schema);
        } else if (shape instanceof Shape.Word word) {
            schema.put("enum", word.words());
        } else if (shape instanceof Shape.Whole whole) {
            schema.put("type", "integer");
            schema.put("minimum", whole.min());
            schema.put("maximum", whole.max());
        } else if (shape instanceof Shape.Flag) {
            schema.put("type", "boolean");
        } else if (shape instanceof Shape.Items items) {
            schema.put("type", "array");
            schema.put("items", of(items.item()));
            schema.put("minItems", items.min());
        } else if (shape instanceof Shape.Either either) {
            schema.put("anyOf", either.shapes().stream().map(ShapeSchema::of).toList());
        } else if (shape instanceof Shape.Table table) {
            schema.put("type", "object");
            schema.put("propertyNames", Map.of("pattern", "^(?:" + table.key().pattern() + ")$"));
            schema.put("additionalProperties", of(table.value()));
        } else if (shape instanceof Shape.Fields fields) {
            fields(fields, schema);
        }
        return schema;
    }

    /** YAML reads an unquoted 16 as a number, to which a pattern says nothing; so the types say what the pattern would. */
    private static void text(Shape.Text text, Map<String, Object> schema) {
        List<String> types = new ArrayList<>(List.of("string"));
        boolean whole = text.pattern().matcher("0").matches();
        if (whole && text.pattern().matcher("-1.5").matches()) {
            types.add("number");
        } else if (whole) {
            types.add("integer");
            schema.put("minimum", 0);
        }
        if (text.pattern().matcher("true").matches()) {
            types.add("boolean");
        }
        schema.put("type", types);
        schema.put("description", text.expected());
        schema.put("pattern", "^(?:" + text.pattern().pattern().replace("(?s).", "[\\s\\S]") + ")$");
    }

    private static void fields(Shape.Fields fields, Map<String, Object> schema) {
        schema.put("type", "object");
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        fields.fields().forEach((key, field) -> {
            Map<String, Object> property = new LinkedHashMap<>();
            property.put("description", field.doc());
            of(field.shape()).forEach(property::putIfAbsent);
            properties.put(key, property);
            if (field.required()) {
                required.add(key);
            }
        });
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (!fields.oneOf().isEmpty()) {
            schema.put(
                    "allOf",
                    fields.oneOf().stream()
                            .map(group -> Map.of(
                                    "oneOf",
                                    group.stream()
                                            .map(key -> Map.of("required", List.of(key)))
                                            .toList()))
                            .toList());
        }
    }
}
