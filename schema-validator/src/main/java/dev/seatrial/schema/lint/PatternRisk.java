package dev.seatrial.schema.lint;

import dev.seatrial.schema.json.LimitException;
import dev.seatrial.schema.text.BadPatternException;
import dev.seatrial.schema.text.EcmaPattern;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tries a pattern with repetitions inside repetitions on texts that nearly match; says so when the search runs away. */
final class PatternRisk {
    private static final Pattern NESTED = Pattern.compile("\\((?:[^()\\\\]|\\\\.)*[*+|](?:[^()\\\\]|\\\\.)*\\)[*+{]");
    private static final Pattern LETTER = Pattern.compile("[A-Za-z0-9]");

    private PatternRisk() {}

    static Optional<String> of(String source) {
        if (!NESTED.matcher(source).find()) {
            return Optional.empty();
        }
        Matcher letter = LETTER.matcher(source);
        String repeated = letter.find() ? letter.group() : "a";
        for (String unit : List.of(repeated, "a", "0", " ")) {
            try {
                EcmaPattern.compile(source).finds(unit.repeat(40) + "\u0001");
            } catch (LimitException e) {
                return Optional.of("backtracks without end on a text such as \"" + unit.repeat(3)
                        + "...\": 40 characters are enough");
            } catch (BadPatternException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
