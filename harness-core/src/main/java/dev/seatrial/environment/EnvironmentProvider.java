package dev.seatrial.environment;

import dev.seatrial.link.LinkProvider;
import dev.seatrial.target.Target;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes environments. Found by {@link java.util.ServiceLoader}; two with one id is an error that names both. */
public interface EnvironmentProvider {

    /** Names the provider: {@code processes}, {@code containers}, {@code remote}, {@code kubernetes}. */
    String id();

    /** Why this provider cannot serve the target here, or empty when it can. Looks only; quick; never throws. */
    Optional<String> unfit(Target target);

    /**
     * Starts the target and returns when every service is ready. On failure nothing stays behind.
     *
     * @throws EnvironmentException if it cannot be started; the message says which part, why, and how to mend it
     */
    Environment start(Request request) throws InterruptedException;

    /**
     * What to start and how.
     *
     * @param target what to start
     * @param links makes the links
     * @param workDirectory a directory of this run for logs and state; exists and is empty
     * @param progress hears what is being done
     */
    record Request(Target target, LinkProvider links, Path workDirectory, Consumer<StartEvent> progress) {}
}
