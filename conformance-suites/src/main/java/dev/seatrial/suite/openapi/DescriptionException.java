package dev.seatrial.suite.openapi;

/** An OpenAPI description cannot be used. The message says which file and why; the check that meets it is inconclusive. */
public final class DescriptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DescriptionException(String message) {
        super(message);
    }

    DescriptionException(String message, Throwable cause) {
        super(message, cause);
    }
}
