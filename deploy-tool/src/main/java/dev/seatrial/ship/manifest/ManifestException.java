package dev.seatrial.ship.manifest;

/** The manifests or the target cannot be shipped as they are; exit code 2. The message says what, where, and how to mend it. */
public final class ManifestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ManifestException(String message) {
        super(message);
    }
}
