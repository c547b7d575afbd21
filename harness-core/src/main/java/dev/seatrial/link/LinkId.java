package dev.seatrial.link;

/**
 * Names one edge consumer → provider.
 *
 * @param consumer a service, or {@link #OUTSIDE}
 * @param provider a service or a resource
 */
public record LinkId(String consumer, String provider) {

    /** The consumer of the entry links: Seatrial itself, calling a service as a client would. */
    public static final String OUTSIDE = "outside";

    /** The entry link of a service. */
    public static LinkId entry(String service) {
        return new LinkId(OUTSIDE, service);
    }

    @Override
    public String toString() {
        return consumer + " -> " + provider;
    }
}
