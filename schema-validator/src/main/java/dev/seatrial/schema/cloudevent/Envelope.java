package dev.seatrial.schema.cloudevent;

import dev.seatrial.schema.json.Fault;
import dev.seatrial.schema.json.JsonNull;
import dev.seatrial.schema.json.JsonText;
import dev.seatrial.schema.text.TextFormat;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A CloudEvents 1.0 envelope in its structured JSON form, and the rules it must keep.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON format</a>
 */
public final class Envelope {
    /** What faults of the envelope name as their schema. */
    public static final String SOURCE = "CloudEvents 1.0";

    private final Map<?, ?> event;

    private Envelope(Map<?, ?> event) {
        this.event = event;
    }

    /** The envelope of a value, if it looks like one: an object with {@code specversion}. */
    public static Optional<Envelope> of(Object value) {
        return value instanceof Map<?, ?> map && map.containsKey("specversion")
                ? Optional.of(new Envelope(map))
                : Optional.empty();
    }

    /** An attribute that is a string. */
    public Optional<String> attribute(String name) {
        return event.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Whether the event carries its data as base64. */
    public boolean hasBinaryData() {
        return event.get("data_base64") instanceof String;
    }

    /** Why no JSON schema can judge the data, if none can. */
    public Optional<Fault> withoutJson(String schema) {
        if (!event.containsKey("data") && !event.containsKey("data_base64")) {
            return Optional.of(fault("", "data", "\"data\" is missing", "data that " + schema + " describes"));
        }
        return hasJsonType()
                ? Optional.empty()
                : Optional.of(bad("datacontenttype", "application/json: " + schema + " is a JSON schema"));
    }

    private boolean hasJsonType() {
        if (!(event.get("datacontenttype") instanceof String type)) {
            return true;
        }
        int parameters = type.indexOf(';');
        String bare = (parameters < 0 ? type : type.substring(0, parameters))
                .toLowerCase(Locale.ROOT)
                .trim();
        return bare.endsWith("/json") || bare.endsWith("+json");
    }

    /** The value of {@code data}. */
    public Object data() {
        Object data = event.get("data");
        return data == null ? JsonNull.NULL : data;
    }

    /** The bytes of {@code data_base64}, if that is what they are. */
    public Optional<byte[]> binaryData() {
        try {
            return attribute("data_base64").map(Base64.getDecoder()::decode);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Every rule of CloudEvents that the envelope breaks. */
    public List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        for (String required : List.of("id", "source", "specversion", "type")) {
            if (!event.containsKey(required) || event.get(required) == JsonNull.NULL) {
                faults.add(fault("", required, "\"" + required + "\" is missing", "a string that is not empty"));
            } else if (!(event.get(required) instanceof String text) || text.isEmpty()) {
                faults.add(bad(required, "a string that is not empty"));
            }
        }
        String version = attribute("specversion").orElse("");
        if (!version.isEmpty() && !version.equals("1.0")) {
            faults.add(bad("specversion", "\"1.0\""));
        }
        uri("source", false, faults);
        uri("dataschema", true, faults);
        text("subject", faults);
        text("datacontenttype", faults);
        time(faults);
        for (Object name : event.keySet()) {
            extension((String) name, faults);
        }
        data(faults);
        return faults;
    }

    private void data(List<Fault> faults) {
        if (event.containsKey("data") && event.containsKey("data_base64")) {
            faults.add(fault("", "data_base64", "\"data\" and \"data_base64\" are both there", "one of them"));
        }
        if (event.containsKey("data_base64") && binaryData().isEmpty()) {
            faults.add(bad("data_base64", "base64"));
        }
    }

    private void uri(String name, boolean absolute, List<Fault> faults) {
        Object value = event.get(name);
        if (value == null || value == JsonNull.NULL || (name.equals("source") && !(value instanceof String))) {
            return;
        }
        String expected = absolute ? "an absolute URI" : "a URI reference that is not empty";
        if (!(value instanceof String text) || text.isEmpty()) {
            if (absolute) {
                faults.add(bad(name, expected));
            }
            return;
        }
        try {
            if (absolute && !new URI(text).isAbsolute()) {
                faults.add(bad(name, expected));
            }
            new URI(text);
        } catch (URISyntaxException e) {
            faults.add(bad(name, expected));
        }
    }

    private void text(String name, List<Fault> faults) {
        Object value = event.get(name);
        if (value != null && value != JsonNull.NULL && (!(value instanceof String text) || text.isEmpty())) {
            faults.add(bad(name, "a string that is not empty"));
        }
    }

    private void time(List<Fault> faults) {
        Object value = event.get("time");
        if (value == null || value == JsonNull.NULL) {
            return;
        }
        if (!(value instanceof String text) || !TextFormat.DATE_TIME.fits(text)) {
            faults.add(bad("time", "an RFC 3339 time such as 2026-11-22T10:15:30Z"));
        }
    }

    private void extension(String name, List<Fault> faults) {
        if (name.equals("data_base64") || name.equals("data")) {
            return;
        }
        if (!isAttributeName(name)) {
            faults.add(fault(
                    "/" + name.replace("~", "~0").replace("/", "~1"),
                    "attribute-name",
                    "the attribute name \"" + name + "\" has characters that CloudEvents does not allow",
                    "lower-case letters and digits"));
        }
        Object value = event.get(name);
        if (value instanceof Map || value instanceof List) {
            faults.add(bad(name, "a string, a number or a boolean (a structure belongs in \"data\")"));
        }
    }

    private static boolean isAttributeName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private Fault bad(String name, String expected) {
        Object value = event.get(name);
        return fault(
                "/" + name,
                name,
                "\"" + name + "\" is " + JsonText.brief(value == null ? JsonNull.NULL : value),
                expected);
    }

    private static Fault fault(String pointer, String rule, String message, String expected) {
        return new Fault(pointer, SOURCE, rule, message, expected);
    }
}
