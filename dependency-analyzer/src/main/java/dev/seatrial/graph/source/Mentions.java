package dev.seatrial.graph.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Tells from the bytes of a file, without parsing it, whether it mentions one of some names, or has an address or a path
 * in quotes. Comments count, so that {@code false} is certain and {@code true} is not.
 */
public final class Mentions {

    private final Words words;
    private final List<byte[]> endings;
    private final List<byte[]> beginnings;

    /**
     * What is looked for; names are separated by spaces.
     *
     * @param endings what a name may end with
     * @param beginnings what a name may begin with
     */
    public Mentions(String words, String endings, String beginnings) {
        this.words = new Words(List.of(words.split(" ", -1)));
        this.endings = parts(endings);
        this.beginnings = parts(beginnings);
    }

    private static List<byte[]> parts(String parts) {
        return Arrays.stream(parts.split(" ", -1))
                .map(p -> p.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** Whether the text has one of them. */
    public boolean in(byte[] text) {
        int at = 0;
        while (at < text.length) {
            byte sign = text[at];
            if (Words.part(sign)) {
                int end = Words.end(text, at);
                if (words.mayHave(Words.hash(text, at, end)) ? !link(text, at, end) : named(text, at, end)) {
                    return true;
                }
                at = end;
            } else if ((sign == '"' || sign == '\'' || sign == '`') && address(text, at + 1)) {
                return true;
            } else {
                at++;
            }
        }
        return false;
    }

    /** {@code http://…} in a comment; in quotes it is an address, and was seen before. */
    private static boolean link(byte[] text, int from, int end) {
        return end + 2 < text.length && text[end] == ':' && text[end + 1] == '/' && text[from] == 'h';
    }

    private boolean named(byte[] text, int from, int end) {
        for (byte[] ending : endings) {
            if (end - ending.length >= from && same(text, end - ending.length, ending)) {
                return true;
            }
        }
        for (byte[] beginning : beginnings) {
            if (from + beginning.length <= end && same(text, from, beginning)) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(byte[] text, int from, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (text[from + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** A path, or an address with its scheme, behind a quote. */
    private static boolean address(byte[] text, int from) {
        if (from + 1 < text.length && text[from] == '/') {
            byte next = text[from + 1];
            return Words.part(next)
                    || next == ':'
                    || next == '{'
                    || next == '<'
                    || next == '*'
                    || next == text[from - 1];
        }
        int at = from;
        while (at < text.length && at < from + 24 && (Words.part(text[at]) || text[at] == '+' || text[at] == ':')) {
            if (text[at] == ':' && at > from && at + 2 < text.length && text[at + 1] == '/' && text[at + 2] == '/') {
                return true;
            }
            at++;
        }
        return false;
    }
}
