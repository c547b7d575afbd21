package dev.seatrial.suite.access;

/** A database or broker could not be asked. The message says what, where and why; the check that meets it is inconclusive. */
public final class AccessException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AccessException(String message, Throwable cause) {
        super(message, cause);
    }

    public AccessException(String message) {
        super(message);
    }
}
