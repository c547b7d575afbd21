package com.example.shop.chassis.events;

import com.example.shop.chassis.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

/** An event in its envelope: CloudEvents 1.0, structured mode, JSON. */
public record CloudEvent(String id, String source, String type, String subject, Instant time, JsonNode data) {

    public static final String MEDIA_TYPE = "application/cloudevents+json";

    /** A new event of a service of the shop. */
    public static CloudEvent create(String service, String type, String subject, ObjectNode data) {
        return new CloudEvent(
                UUID.randomUUID().toString(), "https://shop.example/" + service, type, subject, Instant.now(), data);
    }

    public byte[] toJson() {
        ObjectNode envelope = Json.object()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", source)
                .put("type", type)
                .put("subject", subject)
                .put("time", time.toString())
                .put("datacontenttype", "application/json")
                .put("dataschema", "https://shop.example/events/" + type + ".json");
        envelope.set("data", data);
        return Json.bytes(envelope);
    }

    /**
     * Reads an event.
     *
     * @throws PoisonEvent if it is none; no later attempt will make it one
     */
    public static CloudEvent parse(byte[] json) {
        try {
            JsonNode envelope = Json.parse(json == null ? new byte[0] : json);
            if (!"1.0".equals(envelope.path("specversion").textValue())) {
                throw new PoisonEvent("it is no CloudEvent of version 1.0");
            }
            JsonNode data = envelope.path("data");
            if (!data.isObject()) {
                throw new PoisonEvent("its data is no object");
            }
            return new CloudEvent(
                    text(envelope, "id"),
                    text(envelope, "source"),
                    text(envelope, "type"),
                    envelope.path("subject").asText(""),
                    Instant.now(),
                    data);
        } catch (IOException e) {
            throw new PoisonEvent("it is no JSON");
        }
    }

    /** A text of the data that the reader cannot do without. */
    public String required(String name) {
        return text(data, name);
    }

    /** As {@link #required}, at a JSON pointer. */
    public String requiredText(String pointer) {
        int parent = pointer.lastIndexOf('/');
        return text(data.at(pointer.substring(0, parent)), pointer.substring(parent + 1));
    }

    /** A UUID of the data that the reader cannot do without. */
    public UUID requiredId(String name) {
        try {
            return UUID.fromString(required(name));
        } catch (IllegalArgumentException e) {
            throw new PoisonEvent("its " + name + " is no UUID");
        }
    }

    /** A whole number of the data, at a JSON pointer, that the reader cannot do without. */
    public int requiredInt(String pointer) {
        JsonNode value = data.at(pointer);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new PoisonEvent("its data has no whole number at " + pointer);
        }
        return value.intValue();
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()
                || value.textValue().isEmpty()
                || value.textValue().indexOf('\0') >= 0) {
            throw new PoisonEvent("it has no " + name);
        }
        return value.textValue();
    }
}
