package dev.seatrial.schema.text;

/** A text that is no regular expression of ECMA-262. */
public final class BadPatternException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;

    BadPatternException(String pattern, int at, String why) {
        super(why, null, false, false);
        this.what = why + " at character " + (at + 1) + " of \"" + pattern + "\"";
    }

    /** What is wrong with it, and where. */
    public String what() {
        return what;
    }
}
