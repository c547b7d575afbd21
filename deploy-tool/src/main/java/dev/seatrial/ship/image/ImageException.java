package dev.seatrial.ship.image;

/** An image could not be built or pushed. The message says which, why, and how to mend it. */
public final class ImageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ImageException(String message) {
        super(message);
    }

    ImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
