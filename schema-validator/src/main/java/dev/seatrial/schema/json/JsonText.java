package dev.seatrial.schema.json;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes values as compact JSON. */
public final class JsonText {
    private JsonText() {}

    /** The whole value. */
    public static String of(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out, Integer.MAX_VALUE);
        return out.toString();
    }

    /** The whole value over several lines. */
    public static String indented(Object value) {
        StringBuilder out = new StringBuilder();
        indented(value, out, "\n");
        return out.toString();
    }

    private static void indented(Object value, StringBuilder out, String line) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(separator)
                        .append(line)
                        .append("  ")
                        .append(of(entry.getKey()))
                        .append(": ");
                indented(entry.getValue(), out, line + "  ");
                separator = ",";
            }
            out.append(line).append('}');
        } else if (value instanceof List<?> list && list.stream().anyMatch(inner -> inner instanceof Map)) {
            String separator = "[";
            for (Object inner : list) {
                out.append(separator).append(line).append("  ");
                indented(inner, out, line + "  ");
                separator = ",";
            }
            out.append(line).append(']');
        } else {
            out.append(of(value));
        }
    }

    /** The value, cut after about 80 characters. */
    public static String brief(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out, 80);
        if (out.length() <= 80) {
            return out.toString();
        }
        int cut = Character.isHighSurrogate(out.charAt(76)) ? 76 : 77;
        return out.substring(0, cut) + "...";
    }

    private static void write(Object value, StringBuilder out, int most) {
        if (out.length() > most) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            out.append('{');
            for (Iterator<? extends Map.Entry<?, ?>> i = map.entrySet().iterator();
                    i.hasNext() && out.length() <= most; ) {
                Map.Entry<?, ?> entry = i.next();
                string((String) entry.getKey(), out, most);
                out.append(':');
                write(entry.getValue(), out, most);
                if (i.hasNext()) {
                    out.append(',');
                }
            }
            out.append('}');
        } else if (value instanceof List<?> list) {
            out.append('[');
            for (int i = 0; i < list.size() && out.length() <= most; i++) {
                if (i > 0) {
                    out.append(',');
                }
                write(list.get(i), out, most);
            }
            out.append(']');
        } else if (value instanceof String text) {
            string(text, out, most);
        } else if (value instanceof BigDecimal number) {
            out.append(Math.abs((long) number.scale()) > 30 ? number.toString() : number.toPlainString());
        } else {
            out.append(value);
        }
    }

    private static void string(String text, StringBuilder out, int most) {
        out.append('"');
        for (int i = 0; i < text.length() && out.length() <= most; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20
                            || c == 0x7F
                            || (c >= 0x80 && c < 0xA0)
                            || c == 0x2028
                            || c == 0x2029
                            || (Character.isSurrogate(c) && !paired(text, i))) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean paired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
