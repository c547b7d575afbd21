package dev.seatrial.run;

/** What was asked for cannot be done; exit code 2. The message says what, why, and how to mend it. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }

    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
