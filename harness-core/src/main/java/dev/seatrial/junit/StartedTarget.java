package dev.seatrial.junit;

import dev.seatrial.environment.Environment;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.EnvironmentProvider;
import dev.seatrial.environment.Environments;
import dev.seatrial.environment.LinkProviders;
import dev.seatrial.environment.StartEvent;
import dev.seatrial.link.LinkProvider;
import dev.seatrial.run.RunOptions;
import dev.seatrial.target.Target;
import dev.seatrial.target.TargetFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A target that was started for tests; closed with the launcher's session. */
final class StartedTarget implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StartedTarget.class);

    private final Environment environment;
    private final List<StartEvent> events;
    private final Path work;
    private final long seed;

    private StartedTarget(Environment environment, List<StartEvent> events, Path work, long seed) {
        this.environment = environment;
        this.events = events;
        this.work = work;
        this.seed = seed;
    }

    /** What makes two starts the same. */
    record Key(Path file, String environment, List<String> set, Optional<Long> seed) {

        static Key of(Seatrial settings) {
            String environment = settings.environment().isEmpty()
                    ? System.getProperty("seatrial.environment", "")
                    : settings.environment();
            return new Key(
                    Path.of(settings.value()).toAbsolutePath().normalize(),
                    environment,
                    List.of(settings.set()),
                    settings.seed() >= 0
                            ? Optional.of(settings.seed())
                            : Optional.ofNullable(Long.getLong("seatrial.seed")));
        }
    }

    /**
     * Starts a target.
     *
     * @throws IllegalArgumentException if the target file is wrong; the message holds every problem
     * @throws EnvironmentException if it cannot be started
     */
    static StartedTarget start(Key key) {
        Target target = TargetFile.of(key.file()).with(key.set()).parse().orThrow();
        Environments installed = Environments.installed();
        EnvironmentProvider provider =
                key.environment().isEmpty() ? installed.fitting(target) : installed.named(key.environment(), target);
        List<StartEvent> events = Collections.synchronizedList(new ArrayList<>());
        try {
            Path work = Files.createTempDirectory("seatrial-" + target.system() + "-");
            long seed = key.seed().orElseGet(() -> RunOptions.defaults().seed());
            LinkProvider links = LinkProviders.installed().seeded(seed);
            Environment environment = provider.start(new EnvironmentProvider.Request(target, links, work, event -> {
                LOG.info("{} {} {}", event.subject(), event.phase(), event.detail());
                events.add(event);
            }));
            return new StartedTarget(environment, events, work, seed);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for the state of " + target.system() + " cannot be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("the start of " + target.system() + " was interrupted", e);
        }
    }

    Environment environment() {
        return environment;
    }

    /** Of everything random in it, the links' decisions among them, and of the checks that are run against it. */
    long seed() {
        return seed;
    }

    List<StartEvent> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    @Override
    public void close() {
        environment.close();
        try (Stream<Path> files = Files.walk(work)) {
            files.sorted(Comparator.reverseOrder()).forEach(StartedTarget::delete);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} could not be cleared: {}", work, e.getMessage());
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
