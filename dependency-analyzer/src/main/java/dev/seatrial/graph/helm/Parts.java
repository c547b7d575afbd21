package dev.seatrial.graph.helm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template taken apart into texts, expressions and blocks.
 *
 * @see <a href="https://pkg.go.dev/text/template">Go: text/template (actions, trim markers)</a>
 */
sealed interface Parts {

    int line();

    /** Text as it stands. */
    record Text(String text, int line) implements Parts {}

    /** An expression whose value is printed, or that sets a variable. */
    record Print(String expression, int line) implements Parts {}

    /**
     * {@code if}, {@code with}, {@code range}, {@code define} or {@code block}.
     *
     * @param otherwise what stands after {@code else}; an {@code else if} is a block of its own in there
     */
    record Block(String word, String expression, List<Parts> body, List<Parts> otherwise, int line) implements Parts {}

    /** Takes a template apart; adds what it defines. A block that is never closed ends with the text. */
    static List<Parts> of(String template, Map<String, List<Parts>> defined) {
        return new Reader(template, defined).read();
    }

    /** Reads one template from its start to its end. */
    final class Reader {

        private static final Pattern ACTION = Pattern.compile("\\{\\{(-?)\\s*(.*?)\\s*(-?)}}", Pattern.DOTALL);
        private static final int DEEPEST = 100;

        private final String template;
        private final Matcher matcher;
        private final Map<String, List<Parts>> defined;
        private int at;
        private int line = 1;
        private boolean trimNext;
        private String stopped = "";

        Reader(String template, Map<String, List<Parts>> defined) {
            this.template = template;
            this.matcher = ACTION.matcher(template);
            this.defined = defined;
        }

        List<Parts> read() {
            return body(0);
        }

        /** Up to the {@code end} or {@code else} that belongs to it. */
        private List<Parts> body(int depth) {
            List<Parts> parts = new ArrayList<>();
            while (depth < DEEPEST && matcher.find(at)) {
                text(
                        parts,
                        template.substring(at, matcher.start()),
                        !matcher.group(1).isEmpty());
                int here = line;
                line += count(matcher.group());
                at = matcher.end();
                trimNext = !matcher.group(3).isEmpty();
                String action = matcher.group(2).strip();
                String word = action.replaceFirst("(?s)\\s.*", "");
                String rest = action.substring(word.length()).strip();
                switch (word) {
                    case "end", "else" -> {
                        stopped = action;
                        return parts;
                    }
                    case "if", "with", "range", "define", "block" -> block(parts, word, rest, here, depth);
                    default -> {
                        if (!action.startsWith("/*")) {
                            parts.add(new Print(action, here));
                        }
                    }
                }
            }
            text(parts, template.substring(at), false);
            at = template.length();
            stopped = "end";
            return parts;
        }

        private void block(List<Parts> parts, String word, String expression, int here, int depth) {
            List<Parts> body = body(depth + 1);
            List<Parts> otherwise = List.of();
            if (stopped.startsWith("else")) {
                String rest = stopped.substring("else".length()).strip();
                if (rest.isEmpty()) {
                    otherwise = body(depth + 1);
                } else {
                    List<Parts> nested = new ArrayList<>();
                    String next = rest.replaceFirst("(?s)\\s.*", "");
                    block(nested, next, rest.substring(next.length()).strip(), line, depth + 1);
                    otherwise = nested;
                }
            }
            if (word.equals("define")) {
                defined.put(expression.replace("\"", ""), body);
            } else if (word.equals("block")) {
                String name = expression.replaceFirst("(?s)^\"([^\"]*)\".*", "$1");
                defined.putIfAbsent(name, body);
                parts.add(new Print("template " + expression, here));
            } else {
                parts.add(new Block(word, expression, body, otherwise, here));
            }
        }

        private void text(List<Parts> parts, String raw, boolean trimEnd) {
            String text = raw;
            int skipped = 0;
            if (trimNext) {
                String stripped = text.stripLeading();
                skipped = count(text.substring(0, text.length() - stripped.length()));
                text = stripped;
            }
            if (trimEnd) {
                text = text.stripTrailing();
            }
            if (!text.isEmpty()) {
                parts.add(new Text(text, line + skipped));
            }
            line += count(raw);
        }

        private static int count(String text) {
            return (int) text.chars().filter(c -> c == '\n').count();
        }
    }

    /** No definitions yet. */
    static Map<String, List<Parts>> nothingDefined() {
        return new HashMap<>();
    }
}
