package dev.seatrial.target;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A database or broker that services use.
 *
 * @param name a DNS label, unique over services and resources
 * @param kind what it is
 * @param version the major version asked for, as written (such as {@code 16})
 * @param url where it runs already; absent where the environment starts it
 * @param user the user for {@code url}, if any
 * @param password the password for {@code url}, if any; a secret
 * @param alsoUsedBy database users or application names that may hold sessions besides the owner: migrators, poolers
 */
public record Resource(
        String name,
        Kind kind,
        String version,
        Optional<URI> url,
        Optional<String> user,
        Optional<String> password,
        List<String> alsoUsedBy) {

    public Resource {
        alsoUsedBy = List.copyOf(alsoUsedBy);
    }

    /** A resource that the environment starts. */
    public static Resource of(String name, Kind kind, String version) {
        return new Resource(name, kind, version, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /** The kinds of resource that an environment can start. */
    public enum Kind {
        /** PostgreSQL. */
        POSTGRES,
        /** Apache Kafka, KRaft mode. */
        KAFKA
    }
}
