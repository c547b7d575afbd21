package dev.seatrial.schema.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes a text that a common pattern matches: literals, sets, groups, alternatives, repetitions. Others are left to chance. */
final class PatternText {
    private final String source;
    private final SplittableRandom random;
    private int at;

    private PatternText(String source, SplittableRandom random) {
        this.source = source;
        this.random = random;
    }

    /** A text; that it matches must be checked. */
    static String of(String source, SplittableRandom random) {
        try {
            return new PatternText(source, random).alternatives();
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            return "";
        }
    }

    private String alternatives() {
        List<String> all = new ArrayList<>();
        StringBuilder one = new StringBuilder();
        while (at < source.length() && source.charAt(at) != ')') {
            if (source.charAt(at) == '|') {
                at++;
                all.add(one.toString());
                one = new StringBuilder();
            } else {
                one.append(repeated());
            }
        }
        all.add(one.toString());
        return all.get(random.nextInt(all.size()));
    }

    private String repeated() {
        int start = at;
        String first = atom();
        int end = at;
        int least = 1;
        int most = 1;
        char next = at < source.length() ? source.charAt(at) : ' ';
        if (next == '*' || next == '+' || next == '?') {
            at++;
            least = next == '+' ? 1 : 0;
            most = next == '?' ? 1 : 4;
        } else if (next == '{' && source.substring(at).matches("(?s)\\{[0-9]+(,[0-9]*)?}.*")) {
            int close = source.indexOf('}', at);
            String[] bounds = source.substring(at + 1, close).split(",", -1);
            least = Integer.parseInt(bounds[0]);
            most = bounds.length == 1 ? least : bounds[1].isEmpty() ? least + 3 : Integer.parseInt(bounds[1]);
            at = close + 1;
        }
        int after = at;
        int count = least + random.nextInt(Math.min(1000, most - least) + 1);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            if (i == 0) {
                out.append(first);
            } else {
                at = start;
                out.append(atom());
                at = end;
            }
        }
        at = after;
        return out.toString();
    }

    private String atom() {
        char c = source.charAt(at++);
        switch (c) {
            case '^', '$' -> {
                return "";
            }
            case '.' -> {
                return letter("abcxyz019");
            }
            case '(' -> {
                if (source.startsWith("?:", at)) {
                    at += 2;
                }
                String inside = alternatives();
                at++;
                return inside;
            }
            case '[' -> {
                return set();
            }
            case '\\' -> {
                return escape();
            }
            default -> {
                return String.valueOf(c);
            }
        }
    }

    private String escape() {
        char c = source.charAt(at++);
        return switch (c) {
            case 'd' -> letter("0123456789");
            case 'w' -> letter("abcdxyz0189_");
            case 's' -> " ";
            case 'S', 'D', 'W' -> letter("-+");
            case 'b', 'B' -> "";
            default -> String.valueOf(c);
        };
    }

    private String set() {
        boolean negated = source.charAt(at) == '^';
        at += negated ? 1 : 0;
        StringBuilder members = new StringBuilder();
        while (source.charAt(at) != ']') {
            char c = source.charAt(at++);
            if (c == '\\') {
                members.append(escape());
            } else if (source.charAt(at) == '-' && source.charAt(at + 1) != ']') {
                char last = source.charAt(at + 1);
                at += 2;
                for (char each = c; each <= last; each++) {
                    members.append(each);
                }
            } else {
                members.append(c);
            }
        }
        at++;
        if (!negated) {
            return letter(members.toString());
        }
        StringBuilder others = new StringBuilder();
        for (char each = '!'; each < 127; each++) {
            if (members.indexOf(String.valueOf(each)) < 0) {
                others.append(each);
            }
        }
        return letter(others.toString());
    }

    private String letter(String from) {
        return String.valueOf(from.charAt(random.nextInt(from.length())));
    }
}
