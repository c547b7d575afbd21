package dev.seatrial.schema.compiled;

import dev.seatrial.schema.json.JsonText;
import dev.seatrial.schema.text.EcmaPattern;
import dev.seatrial.schema.text.TextFormat;
import org.jspecify.annotations.Nullable;

/** Length, pattern and format of a string. */
final class TextRules {
    int least;
    int most = Integer.MAX_VALUE;

    @Nullable
    EcmaPattern pattern;

    @Nullable
    TextFormat format;

    boolean allow(CharSequence text) {
        return allowsLength(text) && (format == null || format.fits(text)) && (pattern == null || pattern.finds(text));
    }

    private boolean allowsLength(CharSequence text) {
        int units = text.length();
        if (units >= 2L * least && units <= most) {
            return true;
        }
        if (units < least) {
            return false;
        }
        int length = length(text);
        return length >= least && length <= most;
    }

    private static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }

    void explain(String text, Report report) {
        int length = length(text);
        if (length < least) {
            report.fault(
                    "minLength",
                    "is " + JsonText.brief(text) + ", " + characters(length),
                    "at least " + characters(least));
        }
        if (length > most) {
            report.fault(
                    "maxLength",
                    "is " + JsonText.brief(text) + ", " + characters(length),
                    "at most " + characters(most));
        }
        if (pattern != null && !pattern.finds(text)) {
            report.fault("pattern", "is " + JsonText.brief(text), "a match of " + pattern.source());
        }
        if (format != null && !format.fits(text)) {
            report.fault(
                    "format", "is " + JsonText.brief(text), "a " + format.label() + " such as " + format.example());
        }
    }

    private static String characters(int count) {
        return count + (count == 1 ? " character" : " characters");
    }
}
