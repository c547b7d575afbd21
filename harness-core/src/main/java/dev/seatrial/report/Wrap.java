package dev.seatrial.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Breaks text into lines that a terminal of 80 columns shows whole. */
final class Wrap {

    static final int WIDTH = 80;

    private Wrap() {}

    /** The line, with an ellipsis for what a terminal would break. */
    static String cut(String line) {
        return line.length() < WIDTH ? line : line.substring(0, WIDTH - 2) + "…";
    }

    /**
     * The text after a label, later lines under the first.
     *
     * @param label as wide as the text shall be indented
     */
    static String labelled(String label, String text) {
        String indent = " ".repeat(label.length());
        List<String> lines = new ArrayList<>();
        text.strip().lines().forEach(line -> lines.addAll(lines(line, WIDTH - label.length())));
        return label + lines.stream().collect(Collectors.joining("\n" + indent));
    }

    /** A shell command over several lines, broken where a shell allows it. */
    static String command(String label, String command) {
        String indent = " ".repeat(label.length() + 2);
        StringBuilder text = new StringBuilder(label);
        int column = label.length();
        for (String word : words(command)) {
            boolean first = column == label.length();
            // Two columns are kept for " \".
            if (!first && column + 1 + word.length() > WIDTH - 2) {
                text.append(" \\\n").append(indent);
                column = indent.length();
            } else if (!first) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        return text.toString();
    }

    private static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(indentOf(text));
        boolean empty = true;
        for (String word : text.strip().split(" +", -1)) {
            if (!empty && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder();
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.add(line.toString());
        return lines;
    }

    private static String indentOf(String text) {
        return " ".repeat(text.length() - text.stripLeading().length());
    }

    /** The command's words, an option together with its value, quotes kept. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (quote == 0 && c == ' ') {
                words.add(word.toString());
                word.setLength(0);
                continue;
            }
            if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
            word.append(c);
        }
        words.add(word.toString());
        return joined(words);
    }

    private static List<String> joined(List<String> words) {
        List<String> joined = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            boolean takesValue = List.of("-H", "-X", "--data-binary").contains(words.get(i)) && i + 1 < words.size();
            joined.add(takesValue ? words.get(i) + " " + words.get(++i) : words.get(i));
        }
        return joined;
    }
}
