package dev.seatrial.schema.cloudevent;

import dev.seatrial.schema.document.Draft;
import dev.seatrial.schema.document.Place;
import dev.seatrial.schema.json.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of {@link Envelope} as a schema, narrower where that is simpler: what it allows keeps them. */
public final class EnvelopeSchema {
    private static final Map<String, Object> TEXT = Map.of("type", "string", "minLength", 1L);

    private EnvelopeSchema() {}

    /** A schema of events of any type. */
    public static Place any() {
        return schema(TEXT, Map.of("type", "string", "format", "uri"));
    }

    /** A schema of events of one type and {@code dataschema}; an empty one means that there is none. */
    public static Place of(String type, String dataschema) {
        return schema(
                Map.of("const", type), dataschema.isEmpty() ? false : Map.of("const", dataschema, "format", "uri"));
    }

    private static Place schema(Object type, Object dataschema) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", TEXT);
        members.put("source", Map.of("type", "string", "minLength", 1L, "format", "uri-reference"));
        members.put("specversion", Map.of("const", "1.0"));
        members.put("type", type);
        members.put("dataschema", dataschema);
        members.put("subject", TEXT);
        members.put("time", Map.of("type", "string", "format", "date-time"));
        members.put("datacontenttype", Map.of("const", "application/json"));
        members.put("data", true);
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("required", List.of("id", "source", "specversion", "type", "data"));
        schema.put("properties", members);
        schema.put("propertyNames", Map.of("pattern", "^[a-z0-9]+$"));
        schema.put("additionalProperties", Map.of("type", List.of("string", "number", "boolean", "null")));
        Document document = Document.of("CloudEvents 1.0", schema);
        return new Place(document, "", schema, "seatrial:///cloudevents", Draft.DRAFT_2020_12);
    }
}
