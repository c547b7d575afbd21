package dev.seatrial.schema.lint;

import dev.seatrial.schema.json.LimitException;
import dev.seatrial.schema.json.Limits;
import dev.seatrial.schema.text.BadPatternException;
import dev.seatrial.schema.text.EcmaPattern;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tries a pattern with repetitions inside repetitions on texts that nearly match; says so when the search runs away. */
final class PatternRisk {
    private static final Pattern NESTED = Pattern.compile("\\((?:[^()\\\\]|\\\\.)*[*+|](?:[^()\\\\]|\\\\.)*\\)[*+{]");
    /** A group of one thing that repeats, which repeats itself. */
    private static final Pattern TWICE = Pattern.compile(
            "\\((?:\\?:)?(?:[^()\\\\\\[\\]|*+?{}.^$]|\\.|\\\\.|\\[(?:[^\\]\\\\]|\\\\.)*\\])(?:[*+]|\\{\\d+,\\})\\)(?:[*+]|\\{\\d+,\\})");

    private static final Pattern LETTER = Pattern.compile("[A-Za-z0-9]");

    private PatternRisk() {}

    /** Whether a pattern is a choice at its top, so that its anchors belong to single branches. */
    static boolean hasBranches(String source) {
        int depth = 0;
        boolean set = false;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\') {
                i++;
            } else if (set) {
                set = c != ']';
            } else if (c == '[') {
                set = true;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == '|' && depth == 0) {
                return true;
            }
        }
        return false;
    }

    static Optional<String> of(String source) {
        Matcher twice = TWICE.matcher(source);
        if (twice.find()) {
            return Optional.of(
                    "\"" + twice.group() + "\" repeats what repeats itself: most engines backtrack on it without end");
        }
        if (!NESTED.matcher(source).find()) {
            return Optional.empty();
        }
        Matcher letter = LETTER.matcher(source);
        String repeated = letter.find() ? letter.group() : "a";
        for (String unit : List.of(repeated, "a", "0", " ")) {
            try {
                EcmaPattern.begin(Limits.DEFAULT.patternSteps());
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
