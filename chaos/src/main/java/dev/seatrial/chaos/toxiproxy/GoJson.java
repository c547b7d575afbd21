package dev.seatrial.chaos.toxiproxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the first JSON value of a text as Go's {@code encoding/json} decoder does, with its error texts: clients of
 * Toxiproxy show these to people.
 */
final class GoJson {

    private static final int DEEPEST = 500;

    /** A value as it was read. */
    sealed interface Value {
        /** How Go names its kind. */
        String kind();
    }

    record Text(String value) implements Value {
        @Override
        public String kind() {
            return "string";
        }
    }

    record Numeral(String literal) implements Value {
        @Override
        public String kind() {
            return "number";
        }
    }

    record Bool(boolean value) implements Value {
        @Override
        public String kind() {
            return "bool";
        }
    }

    record Null() implements Value {
        @Override
        public String kind() {
            return "null";
        }
    }

    record Array(List<Value> items) implements Value {
        @Override
        public String kind() {
            return "array";
        }
    }

    /** An object with its members in the order of the text, doubles included. */
    record Obj(List<Member> members) implements Value {
        @Override
        public String kind() {
            return "object";
        }
    }

    record Member(String name, Value value) {}

    /** Why it cannot be read, in Go's words. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    private final byte[] bytes;
    private int at;
    private int depth;

    private GoJson(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The first value; what follows it is not looked at. */
    static Value first(byte[] bytes) throws Malformed {
        GoJson json = new GoJson(bytes);
        json.blank();
        if (json.at == bytes.length) {
            throw new Malformed("EOF");
        }
        return json.value();
    }

    private Value value() throws Malformed {
        int c = peek();
        if (++depth > DEEPEST) {
            throw new Malformed("exceeded max depth");
        }
        try {
            return switch (c) {
                case '{' -> object();
                case '[' -> array();
                case '"' -> new Text(string());
                case 't' -> literal("true", new Bool(true));
                case 'f' -> literal("false", new Bool(false));
                case 'n' -> literal("null", new Null());
                default -> {
                    if (c == '-' || isDigit(c)) {
                        yield number();
                    }
                    throw invalid(c, "looking for beginning of value");
                }
            };
        } finally {
            depth--;
        }
    }

    private Value object() throws Malformed {
        List<Member> members = new ArrayList<>();
        at++;
        blank();
        if (peek() == '}') {
            at++;
            return new Obj(members);
        }
        while (true) {
            if (peek() != '"') {
                throw invalid(peek(), "looking for beginning of object key string");
            }
            String name = string();
            blank();
            if (peek() != ':') {
                throw invalid(peek(), "after object key");
            }
            at++;
            blank();
            members.add(new Member(name, value()));
            blank();
            int c = peek();
            at++;
            if (c == '}') {
                return new Obj(members);
            }
            if (c != ',') {
                throw invalid(c, "after object key:value pair");
            }
            blank();
        }
    }

    private Value array() throws Malformed {
        List<Value> items = new ArrayList<>();
        at++;
        blank();
        if (peek() == ']') {
            at++;
            return new Array(items);
        }
        while (true) {
            items.add(value());
            blank();
            int c = peek();
            at++;
            if (c == ']') {
                return new Array(items);
            }
            if (c != ',') {
                throw invalid(c, "after array element");
            }
            blank();
        }
    }

    private Value literal(String word, Value value) throws Malformed {
        for (int i = 0; i < word.length(); i++) {
            int c = peek();
            if (c != word.charAt(i)) {
                throw invalid(c, "in literal " + word + " (expecting " + quoted(word.charAt(i)) + ")");
            }
            at++;
        }
        return value;
    }

    private Value number() throws Malformed {
        int from = at;
        if (peek() == '-') {
            at++;
            if (!isDigit(peek())) {
                throw invalid(peek(), "in numeric literal");
            }
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (more() && bytes[at] == '.') {
            at++;
            if (!isDigit(peek())) {
                throw invalid(peek(), "after decimal point in numeric literal");
            }
            digits();
        }
        if (more() && (bytes[at] == 'e' || bytes[at] == 'E')) {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            if (!isDigit(peek())) {
                throw invalid(peek(), "in exponent of numeric literal");
            }
            digits();
        }
        return new Numeral(text(from, at));
    }

    private void digits() {
        while (more() && isDigit(bytes[at])) {
            at++;
        }
    }

    private String string() throws Malformed {
        at++;
        StringBuilder out = new StringBuilder();
        int from = at;
        while (true) {
            int c = peek();
            if (c == '"') {
                out.append(text(from, at));
                at++;
                return out.toString();
            }
            if (c < 0x20) {
                throw invalid(c, "in string literal");
            }
            if (c == '\\') {
                out.append(text(from, at));
                at++;
                escape(out);
                from = at;
            } else {
                at++;
            }
        }
    }

    private void escape(StringBuilder out) throws Malformed {
        int c = peek();
        at++;
        switch (c) {
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case '\\', '/', '"' -> out.append((char) c);
            case 'u' -> {
                int unit = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(peek(), 16);
                    if (digit < 0) {
                        throw invalid(peek(), "in \\u hexadecimal character escape");
                    }
                    unit = unit * 16 + digit;
                    at++;
                }
                out.append((char) unit);
            }
            default -> throw invalid(c, "in string escape code");
        }
    }

    private int peek() throws Malformed {
        if (at >= bytes.length) {
            throw new Malformed("unexpected EOF");
        }
        return bytes[at] & 0xff;
    }

    private boolean more() {
        return at < bytes.length;
    }

    private void blank() {
        while (more() && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r' || bytes[at] == '\n')) {
            at++;
        }
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static Malformed invalid(int c, String where) {
        return new Malformed("invalid character " + quoted(c) + " " + where);
    }

    /** The character between single quotes, as Go's scanner quotes it. */
    private static String quoted(int c) {
        return switch (c) {
            case '\'' -> "'\\''";
            case '"' -> "'\"'";
            case '\\' -> "'\\\\'";
            case 7 -> "'\\a'";
            case '\b' -> "'\\b'";
            case '\f' -> "'\\f'";
            case '\n' -> "'\\n'";
            case '\r' -> "'\\r'";
            case '\t' -> "'\\t'";
            case 11 -> "'\\v'";
            case 0xad -> "'\\u00ad'";
            default -> {
                if (c < 0x20 || c == 0x7f) {
                    yield String.format(java.util.Locale.ROOT, "'\\x%02x'", c);
                }
                yield c >= 0x80 && c <= 0xa0
                        ? String.format(java.util.Locale.ROOT, "'\\u%04x'", c)
                        : "'" + (char) c + "'";
            }
        };
    }
}
