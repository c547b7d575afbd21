package dev.seatrial.suite.effect;

/** An effect could not be counted. The message says which, why, and how to mend it. */
public final class EffectUncountable extends Exception {

    private static final long serialVersionUID = 1L;

    EffectUncountable(String message) {
        super(message);
    }

    EffectUncountable(String message, Throwable cause) {
        super(message, cause);
    }
}
