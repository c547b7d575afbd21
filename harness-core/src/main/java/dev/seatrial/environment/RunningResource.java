package dev.seatrial.environment;

import dev.seatrial.link.Endpoint;
import dev.seatrial.target.Resource;
import java.util.Optional;

/** A database or broker of a running environment, reached beside all links. */
public interface RunningResource {

    /** What the owner says of it. */
    Resource spec();

    /** Where it listens for Seatrial itself. */
    Endpoint direct();

    /** The database's name. */
    Optional<String> database();

    /** A user who may see every session of the server (a superuser where the environment started it). */
    Optional<String> adminUser();

    /** The password of {@link #adminUser()}; a secret. */
    Optional<String> adminPassword();

    /** The user given to the services. */
    Optional<String> serviceUser();
}
