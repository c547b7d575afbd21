package dev.seatrial.schema.text;

import dev.seatrial.schema.json.LimitException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A regular expression as ECMA-262 means it (with the {@code u} flag), searched for anywhere in a text, in bounded time. */
public final class EcmaPattern {
    private static final ThreadLocal<Budget> BUDGET = ThreadLocal.withInitial(Budget::new);

    private final String source;
    private final Pattern pattern;
    private final @Nullable PlainPattern plain;

    private EcmaPattern(String source, Pattern pattern) {
        this.source = source;
        this.plain = PlainPattern.of(source);
        this.pattern = pattern;
    }

    /**
     * Reads a pattern.
     *
     * @throws BadPatternException when it is none
     */
    public static EcmaPattern compile(String source) {
        String translated = new EcmaTranslator(source).translate();
        try {
            return new EcmaPattern(source, Pattern.compile(translated));
        } catch (java.util.regex.PatternSyntaxException e) {
            throw new BadPatternException(source, 0, e.getDescription());
        } catch (StackOverflowError e) {
            throw new BadPatternException(source, 0, "nests too deep");
        }
    }

    /**
     * Begins an event on this thread: all patterns together may look at so many of its characters, over and over.
     *
     * @param most characters
     */
    public static void begin(long most) {
        Budget budget = BUDGET.get();
        budget.most = most;
        budget.left = most;
    }

    /** What the patterns of one event may still look at. */
    private static final class Budget {
        private long most = 2_000_000;
        private long left = most;
    }

    /** As written in the schema. */
    public String source() {
        return source;
    }

    /**
     * Whether a text has a match.
     *
     * @throws LimitException when the search backtracks too much
     */
    public boolean finds(CharSequence text) {
        return plain != null ? plain.matches(text) : searches(text);
    }

    /**
     * The same, always by the JDK's own search.
     *
     * @throws LimitException when the search backtracks too much
     */
    public boolean searches(CharSequence text) {
        try {
            return pattern.matcher(new Counted(text, source, BUDGET.get())).find();
        } catch (StackOverflowError e) {
            throw new LimitException(
                    "the pattern \"" + source + "\" nests too deep for a text of " + text.length() + " characters");
        }
    }

    /** Gives up a search that reads too much. */
    private static final class Counted implements CharSequence {
        private final CharSequence text;
        private final String source;
        private final Budget budget;

        Counted(CharSequence text, String source, Budget budget) {
            this.text = text;
            this.source = source;
            this.budget = budget;
        }

        @Override
        public char charAt(int index) {
            if (--budget.left < 0) {
                throw new LimitException("the pattern \"" + source + "\" backtracks without end on a text of "
                        + text.length() + " characters: more than " + budget.most
                        + " steps in one event (--max-pattern-steps)");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
