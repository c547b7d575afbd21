package dev.seatrial.ship.cluster;

import java.net.URI;

/** A port of a pod, reachable on loopback until this is closed. */
public interface PortForward extends AutoCloseable {

    /** Where the pod answers, without a trailing slash. */
    URI url();

    @Override
    void close();
}
