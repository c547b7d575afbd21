package dev.seatrial.schema.text;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A {@code format} of JSON Schema, asserted.
 *
 * @param name as in schemas
 * @param example a text that has it, for messages and samples
 * @param test whether a text has it
 */
public record TextFormat(String name, String example, Predicate<CharSequence> test) {
    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("date", "2026-11-22"),
            Map.entry("time", "10:15:30Z"),
            Map.entry("date-time", "2026-11-22T10:15:30Z"),
            Map.entry("duration", "PT15M"),
            Map.entry("uuid", "7f1e3d5a-6c1b-4a57-9d3e-2b8c1f0a4e6d"),
            Map.entry("email", "ann@example.com"),
            Map.entry("idn-email", "ann@example.com"),
            Map.entry("hostname", "shop.example.com"),
            Map.entry("idn-hostname", "shop.example.com"),
            Map.entry("ipv4", "192.0.2.1"),
            Map.entry("ipv6", "2001:db8::1"),
            Map.entry("uri", "https://example.com/a"),
            Map.entry("uri-reference", "/a?b=c"),
            Map.entry("iri", "https://example.com/a"),
            Map.entry("iri-reference", "/a?b=c"),
            Map.entry("uri-template", "/orders/{id}"),
            Map.entry("json-pointer", "/a/0"),
            Map.entry("relative-json-pointer", "1/a"),
            Map.entry("regex", "^a+$"));
    private static final Map<String, TextFormat> KNOWN = new ConcurrentHashMap<>();

    /** The format of a name, if it is one that is asserted. */
    public static Optional<TextFormat> of(String name) {
        String example = EXAMPLES.get(name);
        if (example == null) {
            return Optional.empty();
        }
        TextFormat known = KNOWN.get(name);
        if (known == null) {
            known = new TextFormat(name, example, test(name));
            KNOWN.put(name, known);
        }
        return Optional.of(known);
    }

    /** All formats that are asserted. */
    public static Iterable<TextFormat> all() {
        return EXAMPLES.keySet().stream()
                .sorted()
                .flatMap(name -> of(name).stream())
                .toList();
    }

    private static Predicate<CharSequence> test(String name) {
        return switch (name) {
            case "date" -> Times::isDate;
            case "time" -> Times::isTime;
            case "date-time" -> Times::isDateTime;
            case "duration" -> Times::isDuration;
            case "uuid" -> Names::isUuid;
            case "email" -> text -> Names.isEmail(text, false);
            case "idn-email" -> text -> Names.isEmail(text, true);
            case "hostname" -> Names::isHostname;
            case "idn-hostname" -> Names::isIdnHostname;
            case "ipv4" -> Addresses::isIpv4;
            case "ipv6" -> Addresses::isIpv6;
            case "uri" -> text -> Uris.isUri(text, false);
            case "uri-reference" -> text -> Uris.isReference(text, false);
            case "iri" -> text -> Uris.isUri(text, true);
            case "iri-reference" -> text -> Uris.isReference(text, true);
            case "uri-template" -> Uris::isTemplate;
            case "json-pointer" -> JsonPointers::isPointer;
            case "relative-json-pointer" -> JsonPointers::isRelative;
            case "regex" -> TextFormat::isRegex;
            default -> throw new IllegalArgumentException(name);
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
