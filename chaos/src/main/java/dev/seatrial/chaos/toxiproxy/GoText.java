package dev.seatrial.chaos.toxiproxy;

import java.math.BigDecimal;
import java.util.Locale;

/** Writes JSON as Go's {@code encoding/json} does. */
final class GoText {

    private GoText() {}

    /** A string, with what could harm HTML escaped. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> plain(out, text, i, c);
            }
        }
        return out.append('"').toString();
    }

    private static void plain(StringBuilder out, String text, int i, char c) {
        if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else if (Character.isSurrogate(c) && !paired(text, i)) {
            out.append('\ufffd');
        } else {
            out.append(c);
        }
    }

    private static boolean paired(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    /** A 32-bit number in its shortest form. */
    static String number(float value) {
        if (value == 0) {
            return Float.floatToRawIntBits(value) < 0 ? "-0" : "0";
        }
        BigDecimal shortest = new BigDecimal(Float.toString(value)).stripTrailingZeros();
        float size = Math.abs(value);
        if (size >= 1e-6f && size < 1e21f) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String sign = exponent < 0 ? "-" : "+";
        // Go writes at least two digits but takes one zero of e-0N away.
        String power = exponent < 0 ? String.valueOf(-exponent) : String.format(Locale.ROOT, "%02d", exponent);
        return (value < 0 ? "-" : "") + mantissa + "e" + sign + power;
    }
}
