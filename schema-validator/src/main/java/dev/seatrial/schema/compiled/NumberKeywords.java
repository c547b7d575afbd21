package dev.seatrial.schema.compiled;

import dev.seatrial.schema.document.Draft;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the keywords about numbers. */
final class NumberKeywords {
    private static final List<String> KEYWORDS =
            List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf");

    private NumberKeywords() {}

    static @Nullable NumberRules read(Map<?, ?> schema, Draft draft) {
        if (Collections.disjoint(KEYWORDS, schema.keySet())) {
            return null;
        }
        NumberRules rules = new NumberRules();
        rules.minimum = schema.get("minimum");
        rules.maximum = schema.get("maximum");
        rules.divisor = schema.get("multipleOf");
        if (draft == Draft.DRAFT_4) {
            if (Boolean.TRUE.equals(schema.get("exclusiveMinimum"))) {
                rules.over = rules.minimum;
                rules.minimum = null;
            }
            if (Boolean.TRUE.equals(schema.get("exclusiveMaximum"))) {
                rules.under = rules.maximum;
                rules.maximum = null;
            }
        } else {
            rules.over = schema.get("exclusiveMinimum");
            rules.under = schema.get("exclusiveMaximum");
        }
        rules.prepare();
        return rules;
    }
}
