package dev.seatrial.check;

import dev.seatrial.environment.Environment;
import dev.seatrial.target.Identity;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** What a check has while it observes. */
public interface Voyage {

    /** The running system. */
    Environment environment();

    /** The HTTP client of this check; every exchange is kept as evidence, secrets removed. */
    HttpProbe http();

    /** A random generator of this check and subject alone, from the run's seed. */
    RandomGenerator random();

    /** The run's seed. */
    long seed();

    /** What is left of this check's time. */
    Duration remaining();

    /**
     * A bearer token for an identity, valid for some minutes.
     *
     * @throws IllegalArgumentException if the key cannot be used; the message says why
     */
    String token(Identity identity);

    /** The token of the identity with which operations are called unless a check says otherwise: the first declared. Empty where there is none. */
    String defaultToken();

    /**
     * Starts a service again that has ended by itself, where the environment can, so that what comes next is not seen of
     * a service that is not there. The run tells of the end, and others that looked meanwhile look again.
     *
     * @return whether it had ended and runs again
     */
    boolean revive(String service);

    /** Keeps a fact beside the observation, for readers; secrets are removed. */
    void note(String fact);
}
