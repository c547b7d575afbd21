package dev.seatrial.schema.compiled;

/** A schema that uses what the compiler does not take: the reference engine judges it. */
public final class Uncompilable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Uncompilable(String keyword) {
        super(keyword, null, false, false);
    }
}
