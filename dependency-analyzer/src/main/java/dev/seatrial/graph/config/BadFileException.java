package dev.seatrial.graph.config;

/** A file cannot be understood; it is left out and named. */
public final class BadFileException extends Exception {

    private static final long serialVersionUID = 1L;

    public BadFileException(String message) {
        super(message);
    }
}
