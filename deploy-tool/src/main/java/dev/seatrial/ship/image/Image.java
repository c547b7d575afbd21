package dev.seatrial.ship.image;

/**
 * What was built, named by what it contains.
 *
 * @param repository such as {@code 127.0.0.1:5000/shop/payments}
 * @param digest such as {@code sha256:0123…}
 */
public record Image(String repository, String digest) {

    public Image {
        if (!digest.matches("sha256:[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a digest: " + digest);
        }
    }

    /** The one name of exactly this image. */
    public String reference() {
        return repository + "@" + digest;
    }

    @Override
    public String toString() {
        return reference();
    }
}
