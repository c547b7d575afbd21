package dev.seatrial.schema.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A {@code format} of JSON Schema, asserted.
 *
 * @param name as in schemas
 * @param example a text that has it, for messages and samples
 * @param test whether a text has it
 */
public record TextFormat(String name, String example, Predicate<CharSequence> test) {
    private static final Map<String, TextFormat> ALL = new HashMap<>();

    static {
        add("date", "2026-11-22", Times::isDate);
        add("time", "10:15:30Z", Times::isTime);
        add("date-time", "2026-11-22T10:15:30Z", Times::isDateTime);
        add("duration", "PT15M", Times::isDuration);
        add("uuid", "7f1e3d5a-6c1b-4a57-9d3e-2b8c1f0a4e6d", Names::isUuid);
        add("email", "ann@example.com", text -> Names.isEmail(text, false));
        add("idn-email", "ann@example.com", text -> Names.isEmail(text, true));
        add("hostname", "shop.example.com", Names::isHostname);
        add("idn-hostname", "shop.example.com", Names::isIdnHostname);
        add("ipv4", "192.0.2.1", Addresses::isIpv4);
        add("ipv6", "2001:db8::1", Addresses::isIpv6);
        add("uri", "https://example.com/a", text -> Uris.isUri(text, false));
        add("uri-reference", "/a?b=c", text -> Uris.isReference(text, false));
        add("iri", "https://example.com/a", text -> Uris.isUri(text, true));
        add("iri-reference", "/a?b=c", text -> Uris.isReference(text, true));
        add("uri-template", "/orders/{id}", Uris::isTemplate);
        add("json-pointer", "/a/0", JsonPointers::isPointer);
        add("relative-json-pointer", "1/a", JsonPointers::isRelative);
        add("regex", "^a+$", TextFormat::isRegex);
    }

    private static void add(String name, String example, Predicate<CharSequence> test) {
        ALL.put(name, new TextFormat(name, example, test));
    }

    /** The format of a name, if it is one that is asserted. */
    public static Optional<TextFormat> of(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** All formats that are asserted. */
    public static Iterable<TextFormat> all() {
        return ALL.values();
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
