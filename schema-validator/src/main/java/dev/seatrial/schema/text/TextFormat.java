package dev.seatrial.schema.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@code format} of JSON Schema, asserted. */
public enum TextFormat {
    DATE("date", "2026-11-22"),
    TIME("time", "10:15:30Z"),
    DATE_TIME("date-time", "2026-11-22T10:15:30Z"),
    DURATION("duration", "PT15M"),
    UUID("uuid", "7f1e3d5a-6c1b-4a57-9d3e-2b8c1f0a4e6d"),
    EMAIL("email", "ann@example.com"),
    IDN_EMAIL("idn-email", "ann@example.com"),
    HOSTNAME("hostname", "shop.example.com"),
    IDN_HOSTNAME("idn-hostname", "shop.example.com"),
    IPV4("ipv4", "192.0.2.1"),
    IPV6("ipv6", "2001:db8::1"),
    URI("uri", "https://example.com/a"),
    URI_REFERENCE("uri-reference", "/a?b=c"),
    IRI("iri", "https://example.com/a"),
    IRI_REFERENCE("iri-reference", "/a?b=c"),
    URI_TEMPLATE("uri-template", "/orders/{id}"),
    JSON_POINTER("json-pointer", "/a/0"),
    RELATIVE_JSON_POINTER("relative-json-pointer", "1/a"),
    REGEX("regex", "^a+$");

    private static final Map<String, TextFormat> BY_LABEL = new HashMap<>();

    static {
        for (TextFormat format : values()) {
            BY_LABEL.put(format.label, format);
        }
    }

    private final String label;
    private final String example;

    TextFormat(String label, String example) {
        this.label = label;
        this.example = example;
    }

    /** The format that schemas name so, if it is one that is asserted. */
    public static Optional<TextFormat> of(String label) {
        return Optional.ofNullable(BY_LABEL.get(label));
    }

    /** All formats that are asserted. */
    public static List<TextFormat> all() {
        return List.of(values());
    }

    /** As in schemas. */
    public String label() {
        return label;
    }

    /** A text that has it, for messages and samples. */
    public String example() {
        return example;
    }

    /** Whether a text has it. */
    public boolean fits(CharSequence text) {
        return switch (this) {
            case DATE -> Times.isDate(text);
            case TIME -> Times.isTime(text);
            case DATE_TIME -> Times.isDateTime(text);
            case DURATION -> Durations.isDuration(text);
            case UUID -> Names.isUuid(text);
            case EMAIL -> Names.isEmail(text, false);
            case IDN_EMAIL -> Names.isEmail(text, true);
            case HOSTNAME -> Names.isHostname(text);
            case IDN_HOSTNAME -> Names.isIdnHostname(text);
            case IPV4 -> Addresses.isIpv4(text);
            case IPV6 -> Addresses.isIpv6(text);
            case URI -> Uris.isUri(text, false);
            case URI_REFERENCE -> Uris.isReference(text, false);
            case IRI -> Uris.isUri(text, true);
            case IRI_REFERENCE -> Uris.isReference(text, true);
            case URI_TEMPLATE -> UriTemplates.isTemplate(text);
            case JSON_POINTER -> JsonPointers.isPointer(text);
            case RELATIVE_JSON_POINTER -> JsonPointers.isRelative(text);
            case REGEX -> isRegex(text);
        };
    }

    private static boolean isRegex(CharSequence text) {
        try {
            EcmaPattern.compile(text.toString());
            return true;
        } catch (BadPatternException e) {
            return false;
        }
    }
}
