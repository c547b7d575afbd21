package dev.seatrial.schema.text;

import java.util.regex.Pattern;

/** URI templates of RFC 6570. Apart from {@link Uris}, which needs no pattern. */
final class UriTemplates {
    private static final Pattern VARIABLES = Pattern.compile(
            "[+#./;?&=,!@|]?VAR(?:,VAR)*"
                    .replace(
                            "VAR",
                            "(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})(?:\\.?(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2}))*(?::[1-9][0-9]{0,3}|\\*)?"));

    private UriTemplates() {}

    static boolean isTemplate(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                int close = Uris.end(text, i, "}");
                if (close == text.length()
                        || !VARIABLES.matcher(text.subSequence(i + 1, close)).matches()) {
                    return false;
                }
                i = close;
            } else if (c <= ' ' || "\"'<>\\^`|}".indexOf(c) >= 0 || c == 0x7F) {
                return false;
            } else if (c == '%'
                    && (i + 2 >= text.length()
                            || !Names.isHex(text.charAt(i + 1))
                            || !Names.isHex(text.charAt(i + 2)))) {
                return false;
            }
        }
        return true;
    }
}
