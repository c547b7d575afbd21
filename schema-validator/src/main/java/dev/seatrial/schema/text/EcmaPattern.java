package dev.seatrial.schema.text;

import dev.seatrial.schema.json.LimitException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A regular expression as ECMA-262 means it (with the {@code u} flag), searched for anywhere in a text, in bounded time. */
public final class EcmaPattern {
    private static final ThreadLocal<Budget> BUDGET = new PerThread();

    private final String source;
    private final String translated;
    private final @Nullable PlainPattern plain;

    /** Made when it is first asked for: most plain ones never are. */
    private volatile @Nullable Pattern pattern;

    private EcmaPattern(String source, String translated) {
        this.source = source;
        this.translated = translated;
        this.plain = PlainPattern.of(source);
        if (plain == null) {
            pattern();
        }
    }

    private Pattern pattern() {
        Pattern made = pattern;
        if (made == null) {
            made = Pattern.compile(translated);
            pattern = made;
        }
        return made;
    }

    /**
     * Reads a pattern.
     *
     * @throws BadPatternException when it is none
     */
    public static EcmaPattern compile(String source) {
        String translated = new EcmaTranslator(source).translate();
        try {
            return new EcmaPattern(source, translated);
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

    private static final class PerThread extends ThreadLocal<Budget> {
        @Override
        protected Budget initialValue() {
            return new Budget();
        }
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
            return pattern().matcher(new Counted(text, source, BUDGET.get())).find();
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
