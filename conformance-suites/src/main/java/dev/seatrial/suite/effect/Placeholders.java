package dev.seatrial.suite.effect;

import dev.seatrial.suite.request.Call;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Named placeholders {@code :name} in a query or a path; {@code ::type} casts and quoted text are none. */
final class Placeholders {

    /** The idempotency key. */
    static final String KEY = "key";

    private static final Pattern SYNTAX =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\\n]*|::|:([A-Za-z_][A-Za-z0-9_]*)");

    private Placeholders() {}

    /** The names in a text, in the order of their first use. */
    static Set<String> names(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = SYNTAX.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    /**
     * The values that a request gives to the names.
     *
     * @throws EffectUncountable if it has none for one of them
     */
    static Map<String, String> values(String text, Call call, String key) throws EffectUncountable {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : names(text)) {
            String value = name.equals(KEY) && !call.members().containsKey(KEY)
                    ? key
                    : call.members().get(name);
            if (value == null) {
                throw new EffectUncountable("the effect \"" + text + "\" needs :" + name
                        + ", but the request body has no such member; it has "
                        + new java.util.TreeSet<>(call.members().keySet())
                        + ", and :key is the idempotency key");
            }
            values.put(name, value);
        }
        return values;
    }

    /** The text with the values put in, each passed through {@code quote}. */
    static String fill(String text, Map<String, String> values, UnaryOperator<String> quote) {
        return SYNTAX.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1) == null ? match.group() : quote.apply(values.getOrDefault(match.group(1), ""))));
    }
}
