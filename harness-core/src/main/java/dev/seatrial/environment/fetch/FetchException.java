package dev.seatrial.environment.fetch;

import java.io.IOException;

/** Something could not be fetched; the message says what, from where, why, and how to mend it. */
public final class FetchException extends IOException {

    private static final long serialVersionUID = 1L;

    FetchException(String message, Throwable cause) {
        super(message, cause);
    }
}
