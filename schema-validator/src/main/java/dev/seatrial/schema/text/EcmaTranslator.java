package dev.seatrial.schema.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Turns a pattern of ECMA-262 (with the {@code u} flag) into one for the JDK that means the same.
 *
 * @see <a href="https://tc39.es/ecma262/#sec-patterns">Patterns</a>
 */
final class EcmaTranslator {
    private static final String WORD = "[A-Za-z0-9_]";
    private static final String SPACE = "\\x{9}-\\x{d}\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}"
            + "\\x{202f}\\x{205f}\\x{3000}\\x{feff}";
    private static final String NOT_SPACE = "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}"
            + "\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}"
            + "\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}";
    private static final Map<Character, Integer> CONTROLS = Map.of('t', 9, 'n', 10, 'v', 11, 'f', 12, 'r', 13);

    private final String source;
    private final StringBuilder out = new StringBuilder();
    private final List<String> names = new ArrayList<>();
    private int at;
    private int open;

    EcmaTranslator(String source) {
        this.source = source;
    }

    String translate() {
        boolean repeatable = false;
        while (at < source.length()) {
            repeatable = term(repeatable);
        }
        if (open > 0) {
            throw bad("unclosed group");
        }
        return out.toString();
    }

    /** Translates one term; says whether a quantifier may follow it. */
    private boolean term(boolean repeatable) {
        char c = source.charAt(at);
        switch (c) {
            case '^' -> {
                at++;
                out.append('^');
                return false;
            }
            case '$' -> {
                at++;
                out.append("\\z");
                return false;
            }
            case '|' -> {
                at++;
                out.append('|');
                return false;
            }
            case '.' -> {
                at++;
                out.append("[^\\n\\r\\x{2028}\\x{2029}]");
                return true;
            }
            case '(' -> {
                group();
                return false;
            }
            case ')' -> {
                if (--open < 0) {
                    throw bad("unmatched )");
                }
                at++;
                out.append(')');
                return true;
            }
            case '[' -> {
                set();
                return true;
            }
            case '\\' -> {
                return escape();
            }
            case '*', '+', '?' -> {
                if (!repeatable) {
                    throw bad("nothing to repeat");
                }
                at++;
                quantified(String.valueOf(c));
                return false;
            }
            case '{' -> {
                return braces(repeatable);
            }
            default -> {
                literal(codePoint());
                return true;
            }
        }
    }

    private boolean braces(boolean repeatable) {
        int end = source.indexOf('}', at);
        String inside = end < 0 ? "" : source.substring(at + 1, end);
        Repetition repetition = Repetition.of(inside);
        if (repetition == null) {
            at++;
            literal('{');
            return true;
        }
        if (!repeatable) {
            throw bad("nothing to repeat");
        }
        if (repetition.least() > repetition.most()) {
            throw bad("numbers out of order in {" + inside + "}");
        }
        at = end + 1;
        quantified("{" + inside + "}");
        return false;
    }

    private void quantified(String quantifier) {
        out.append(quantifier);
        if (at < source.length() && source.charAt(at) == '?') {
            at++;
            out.append('?');
        }
    }

    private void group() {
        open++;
        if (!source.startsWith("(?", at)) {
            at++;
            out.append('(');
            return;
        }
        for (String kind : List.of("(?:", "(?=", "(?!", "(?<=", "(?<!")) {
            if (source.startsWith(kind, at)) {
                at += kind.length();
                out.append(kind);
                return;
            }
        }
        int end = source.indexOf('>', at);
        if (!source.startsWith("(?<", at) || end < 0) {
            throw bad("unknown kind of group");
        }
        String name = source.substring(at + 3, end);
        if (name.isEmpty() || names.contains(name)) {
            throw bad("bad group name");
        }
        names.add(name);
        out.append("(?<g").append(names.size()).append('>');
        at = end + 1;
    }

    private boolean escape() {
        if (at + 1 >= source.length()) {
            throw bad("\\ at the end");
        }
        char c = source.charAt(at + 1);
        switch (c) {
            case 'b', 'B' -> {
                at += 2;
                String boundary = "(?:(?<=" + WORD + ")(?!" + WORD + ")|(?<!" + WORD + ")(?=" + WORD + "))";
                out.append(c == 'b' ? boundary : "(?!" + boundary + ")");
                return false;
            }
            case 'k' -> {
                int end = source.indexOf('>', at);
                int index =
                        end < 0 || !source.startsWith("\\k<", at) ? -1 : names.indexOf(source.substring(at + 3, end));
                if (index < 0) {
                    throw bad("no such group");
                }
                out.append("\\k<g").append(index + 1).append('>');
                at = end + 1;
                return true;
            }
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                at += 2;
                out.append("(?:\\").append(c).append(')');
                return true;
            }
            default -> {
                String category = category(false);
                if (category.isEmpty()) {
                    literal(character());
                } else {
                    out.append(category);
                }
                return true;
            }
        }
    }

    /** The class that an escape here stands for, or nothing when it stands for a character. */
    private String category(boolean inSet) {
        char c = source.charAt(at + 1);
        String members = switch (c) {
            case 'd' -> "0-9";
            case 'w' -> "A-Za-z0-9_";
            case 's' -> SPACE;
            case 'S' -> NOT_SPACE;
            case 'D' -> "\\x{0}-\\x{2f}\\x{3a}-\\x{10ffff}";
            case 'W' -> "\\x{0}-\\x{2f}\\x{3a}-\\x{40}\\x{5b}-\\x{5e}\\x{60}\\x{7b}-\\x{10ffff}";
            default -> "";
        };
        if (!members.isEmpty()) {
            at += 2;
            return inSet ? members : "[" + members + "]";
        }
        if (c == 'p' || c == 'P') {
            int end = source.indexOf('}', at);
            if (end < 0 || !source.startsWith("{", at + 2)) {
                throw bad("\\" + c + " needs a property in braces");
            }
            String property = UnicodeProperties.jdk(source.substring(at + 3, end));
            if (property.isEmpty()) {
                throw bad("unknown property " + source.substring(at + 3, end));
            }
            at = end + 1;
            return "\\" + c + "{" + property + "}";
        }
        return "";
    }

    /** The character that the escape here stands for. */
    private int character() {
        char c = source.charAt(at + 1);
        Integer control = CONTROLS.get(c);
        if (control != null) {
            at += 2;
            return control;
        }
        if (c == 'u' && source.startsWith("{", at + 2)) {
            int end = source.indexOf('}', at);
            return hex(at + 3, end < 0 ? at : end, 1);
        }
        if (c == 'u') {
            int high = hex(at + 2, at + 6, 0);
            boolean pair = Character.isHighSurrogate((char) high) && source.startsWith("\\u", at);
            int before = at;
            if (pair && source.length() >= at + 6) {
                int low = hex(at + 2, at + 6, 0);
                if (Character.isLowSurrogate((char) low)) {
                    return Character.toCodePoint((char) high, (char) low);
                }
                at = before;
            }
            return high;
        }
        if (c == 'x') {
            return hex(at + 2, at + 4, 0);
        }
        if (c == 'c' && at + 2 < source.length() && Character.isLetter(source.charAt(at + 2))) {
            at += 3;
            return source.charAt(at - 1) % 32;
        }
        if (c == '0' && (at + 2 >= source.length() || !Character.isDigit(source.charAt(at + 2)))) {
            at += 2;
            return 0;
        }
        if (Character.isLetterOrDigit(c)) {
            throw bad("unknown escape \\" + c);
        }
        at++;
        return codePoint();
    }

    private int hex(int from, int to, int after) {
        try {
            int value = Integer.parseInt(source.substring(from, to), 16);
            if (value > 0x10FFFF || source.charAt(from) == '+' || source.charAt(from) == '-') {
                throw bad("no such character");
            }
            at = to + after;
            return value;
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw bad("bad hexadecimal escape");
        }
    }

    private void set() {
        boolean negated = source.startsWith("[^", at);
        at += negated ? 2 : 1;
        StringBuilder members = new StringBuilder();
        while (true) {
            if (at >= source.length()) {
                throw bad("unclosed [");
            }
            if (source.charAt(at) == ']') {
                at++;
                break;
            }
            member(members);
        }
        if (members.length() == 0) {
            out.append(negated ? "[\\x{0}-\\x{10ffff}]" : "(?!)");
        } else {
            out.append(negated ? "[^" : "[").append(members).append(']');
        }
    }

    private void member(StringBuilder members) {
        String category = isEscape() ? category(true) : "";
        if (!category.isEmpty()) {
            members.append(category);
            return;
        }
        int low = setCharacter();
        boolean range = at + 1 < source.length() && source.charAt(at) == '-' && source.charAt(at + 1) != ']';
        if (!range) {
            members.append(hex(low));
            return;
        }
        int dash = at;
        at++;
        if (isEscape() && !category(true).isEmpty()) {
            at = dash;
            members.append(hex(low));
            return;
        }
        int high = setCharacter();
        if (high < low) {
            throw bad("range out of order in a character class");
        }
        members.append(hex(low) + "-" + hex(high));
    }

    private boolean isEscape() {
        if (source.charAt(at) == '\\' && at + 1 >= source.length()) {
            throw bad("\\ at the end");
        }
        return source.charAt(at) == '\\';
    }

    private int setCharacter() {
        if (!isEscape()) {
            return codePoint();
        }
        if (source.charAt(at + 1) == 'b') {
            at += 2;
            return 8;
        }
        return character();
    }

    private int codePoint() {
        int c = source.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private void literal(int c) {
        if ((c < 128 && Character.isLetterOrDigit(c)) || c == '_' || c == ' ') {
            out.append((char) c);
        } else {
            out.append(hex(c));
        }
    }

    private BadPatternException bad(String why) {
        return new BadPatternException(source, at, why);
    }

    private static String hex(int point) {
        return "\\x{" + Integer.toHexString(point) + "}";
    }
}
