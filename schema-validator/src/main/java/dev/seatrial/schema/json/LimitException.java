package dev.seatrial.schema.json;

/** A judgement that was given up, because it would have cost too much. */
public final class LimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;

    public LimitException(String message) {
        super(message, null, false, false);
        this.what = message;
    }

    /** What is wrong. */
    public String what() {
        return what;
    }
}
