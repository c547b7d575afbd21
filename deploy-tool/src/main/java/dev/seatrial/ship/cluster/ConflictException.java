package dev.seatrial.ship.cluster;

/** Somebody else owns or changed what was to be written. The message is the API server's own, which names the owner. */
public final class ConflictException extends Exception {

    private static final long serialVersionUID = 1L;

    ConflictException(String message) {
        super(message);
    }
}
