package dev.seatrial.schema.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of the commonest kind, {@code ^[A-Z]{3}-[0-9]+$}: anchored on both sides, ASCII sets one after the other, each
 * repeated so that there is only one way to match. Takes one pass over the text.
 */
final class PlainPattern {
    private final List<Run> runs;

    /** A set of ASCII characters as bits, and how often one of them must stand. */
    private record Run(long low, long high, int least, int most) {
        boolean has(char c) {
            return c < 64 ? (low >>> c & 1) != 0 : c < 128 && (high >>> (c - 64) & 1) != 0;
        }

        boolean overlaps(Run other) {
            return (low & other.low) != 0 || (high & other.high) != 0;
        }
    }

    private PlainPattern(List<Run> runs) {
        this.runs = runs;
    }

    /** The pattern, or nothing when it is of another kind. */
    static @Nullable PlainPattern of(String source) {
        List<Run> runs = new Reader(source).read();
        if (runs == null) {
            return null;
        }
        for (int i = 0; i < runs.size(); i++) {
            boolean open = runs.get(i).least != runs.get(i).most;
            for (int j = i + 1; open && j < runs.size(); j++) {
                if (runs.get(i).overlaps(runs.get(j))) {
                    return null;
                }
                if (runs.get(j).least > 0) {
                    break;
                }
            }
        }
        return new PlainPattern(runs);
    }

    boolean matches(CharSequence text) {
        int at = 0;
        int length = text.length();
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            int count = 0;
            while (at < length && count < run.most && run.has(text.charAt(at))) {
                at++;
                count++;
            }
            if (count < run.least) {
                return false;
            }
        }
        return at == length;
    }

    /** Reads the pattern's text; gives up at anything uncommon. */
    private static final class Reader {
        private final String source;
        private int at = 1;
        private long low;
        private long high;

        Reader(String source) {
            this.source = source;
        }

        @Nullable
        List<Run> read() {
            int end = source.length() - 1;
            if (end < 1 || source.charAt(0) != '^' || source.charAt(end) != '$') {
                return null;
            }
            List<Run> runs = new ArrayList<>();
            while (at < end) {
                low = 0;
                high = 0;
                if (!set(end)) {
                    return null;
                }
                Run run = repeated(end);
                if (run == null) {
                    return null;
                }
                runs.add(run);
            }
            return runs;
        }

        private boolean set(int end) {
            char c = source.charAt(at++);
            if (c == '[') {
                return brackets(end);
            }
            if (c == '\\') {
                return at < end && escape(source.charAt(at++));
            }
            return "*+?{}()|.$^]".indexOf(c) < 0 && add(c, c);
        }

        private boolean escape(char c) {
            if (c == 'd') {
                return add('0', '9');
            }
            if (c == 'w') {
                return add('0', '9') && add('A', 'Z') && add('a', 'z') && add('_', '_');
            }
            return !Character.isLetterOrDigit(c) && add(c, c);
        }

        private boolean brackets(int end) {
            if (source.charAt(at) == '^' || source.charAt(at) == ']') {
                return false;
            }
            while (at < end && source.charAt(at) != ']') {
                char first = source.charAt(at++);
                if (first == '\\') {
                    if (at >= end || !escape(source.charAt(at++)) || source.charAt(at) == '-') {
                        return false;
                    }
                } else if (source.charAt(at) == '-' && source.charAt(at + 1) != ']') {
                    char last = source.charAt(at + 1);
                    at += 2;
                    if (last == '\\' || last < first || !add(first, last)) {
                        return false;
                    }
                } else if (!add(first, first)) {
                    return false;
                }
            }
            return at++ < end;
        }

        private boolean add(char first, char last) {
            if (last >= 128) {
                return false;
            }
            for (char c = first; c <= last; c++) {
                if (c < 64) {
                    low |= 1L << c;
                } else {
                    high |= 1L << (c - 64);
                }
            }
            return true;
        }

        private @Nullable Run repeated(int end) {
            if (at >= end) {
                return new Run(low, high, 1, 1);
            }
            char c = source.charAt(at);
            int least = 1;
            int most = 1;
            if (c == '*' || c == '+' || c == '?') {
                at++;
                least = c == '+' ? 1 : 0;
                most = c == '?' ? 1 : Integer.MAX_VALUE;
            } else if (c == '{') {
                int close = source.indexOf('}', at);
                String inside = close < 0 ? "" : source.substring(at + 1, close);
                Repetition repetition = Repetition.of(inside);
                if (repetition == null) {
                    return null;
                }
                least = repetition.least();
                most = repetition.most();
                at = close + 1;
            }
            boolean uncommon = least > most || (at < end && "*+?{".indexOf(source.charAt(at)) >= 0);
            return uncommon ? null : new Run(low, high, least, most);
        }
    }
}
