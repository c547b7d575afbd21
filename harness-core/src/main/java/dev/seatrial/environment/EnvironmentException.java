package dev.seatrial.environment;

/** An environment could not be started or broke; exit code 4. The message says what, where, why and how to mend it. */
public final class EnvironmentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EnvironmentException(String message) {
        super(message);
    }

    public EnvironmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
