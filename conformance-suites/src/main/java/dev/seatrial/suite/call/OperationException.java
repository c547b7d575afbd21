package dev.seatrial.suite.call;

/** An operation cannot be called with what the owner tells of it. The message says what is missing and how to give it. */
public final class OperationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OperationException(String message) {
        super(message);
    }

    OperationException(String message, Throwable cause) {
        super(message, cause);
    }
}
