package dev.seatrial.environment;

import dev.seatrial.target.Service;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A service of a running environment. */
public interface RunningService {

    /** What the owner says of it. */
    Service spec();

    /** Its address through its entry link, so that what is sent there is in a ledger. Without a trailing slash. */
    URI url();

    /** Its own address, beside all links. Without a trailing slash. */
    URI directUrl();

    /** Whether it runs now. */
    boolean running();

    /** How often it was started, the first time included. A restart nobody here asked for counts too. */
    int starts();

    /**
     * Sends SIGTERM (or the platform's like) and returns at once.
     *
     * @throws UnsupportedOperationException without {@link Capability#LIFECYCLE}
     */
    void terminate();

    /**
     * Kills it as {@code kill -9} does and returns when it is gone.
     *
     * @throws UnsupportedOperationException without {@link Capability#LIFECYCLE}
     */
    void kill();

    /**
     * Waits until it is gone.
     *
     * @return its exit code, or empty when it still ran at the limit
     */
    Optional<Integer> awaitExit(Duration limit) throws InterruptedException;

    /**
     * Starts it again with the same address and configuration, and returns when it is ready.
     *
     * @throws EnvironmentException if it does not become ready
     */
    void start() throws InterruptedException;

    /** The last lines that it wrote to stdout and stderr, oldest first, at most {@code limit}. */
    List<String> logTail(int limit);

    /** Where all that it wrote is kept, if it is. */
    Optional<Path> logFile();
}
