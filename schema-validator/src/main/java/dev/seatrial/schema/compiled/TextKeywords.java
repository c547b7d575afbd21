package dev.seatrial.schema.compiled;

import dev.seatrial.schema.document.BadSchemaException;
import dev.seatrial.schema.document.Place;
import dev.seatrial.schema.json.Numbers;
import dev.seatrial.schema.text.BadPatternException;
import dev.seatrial.schema.text.EcmaPattern;
import dev.seatrial.schema.text.TextFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the keywords about strings. */
final class TextKeywords {
    private TextKeywords() {}

    static @Nullable TextRules read(Place place, Map<?, ?> schema, boolean formats) {
        TextRules rules = new TextRules();
        rules.least = count(schema.get("minLength"), 0);
        rules.most = count(schema.get("maxLength"), Integer.MAX_VALUE);
        if (schema.get("pattern") instanceof String pattern) {
            rules.pattern = pattern(place, "/pattern", pattern);
        }
        if (formats && schema.get("format") instanceof String format) {
            rules.format = TextFormat.of(format).orElse(null);
        }
        boolean empty =
                rules.least == 0 && rules.most == Integer.MAX_VALUE && rules.pattern == null && rules.format == null;
        return empty ? null : rules;
    }

    static EcmaPattern pattern(Place place, String below, String pattern) {
        try {
            return EcmaPattern.compile(pattern);
        } catch (BadPatternException e) {
            throw new BadSchemaException(List.of(place.flaw(below, "no regular expression: " + e.what())));
        }
    }

    /** A count, cut at the largest there can be. */
    static int count(@Nullable Object value, int otherwise) {
        if (value == null) {
            return otherwise;
        }
        BigDecimal number = Numbers.decimal(value);
        return number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) >= 0
                ? Integer.MAX_VALUE
                : number.intValueExact();
    }
}
