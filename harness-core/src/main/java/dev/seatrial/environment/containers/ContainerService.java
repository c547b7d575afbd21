package dev.seatrial.environment.containers;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.RunningService;
import dev.seatrial.environment.log.LogKeeper;
import dev.seatrial.environment.ready.Condition;
import dev.seatrial.environment.ready.HttpReady;
import dev.seatrial.environment.ready.Readiness;
import dev.seatrial.environment.ready.TcpServes;
import dev.seatrial.link.Endpoint;
import dev.seatrial.target.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that runs as a container. */
final class ContainerService implements RunningService, AutoCloseable {

    private final Service spec;
    private final Endpoint entry;
    private final Endpoint own;
    private final Container container;
    private final LogKeeper log;
    private final AtomicInteger starts = new AtomicInteger();

    ContainerService(Service spec, Endpoint entry, Endpoint own, Container container, LogKeeper log) {
        this.spec = spec;
        this.entry = entry;
        this.own = own;
        this.container = container;
        this.log = log;
    }

    @Override
    public Service spec() {
        return spec;
    }

    @Override
    public URI url() {
        return URI.create("http://" + entry);
    }

    @Override
    public URI directUrl() {
        return URI.create("http://" + own);
    }

    @Override
    public boolean running() {
        return uninterrupted(container::running);
    }

    @Override
    public int starts() {
        return starts.get();
    }

    @Override
    public void terminate() {
        uninterrupted(() -> {
            container.signal("TERM");
            return true;
        });
    }

    @Override
    public void kill() {
        uninterrupted(() -> {
            container.signal("KILL");
            return container.awaitExit(Duration.ofSeconds(20));
        });
    }

    @Override
    public Optional<Integer> awaitExit(Duration limit) throws InterruptedException {
        return container.awaitExit(limit);
    }

    @Override
    public void start() throws InterruptedException {
        if (container.running()) {
            throw new IllegalStateException("service \"" + spec.name() + "\" runs already");
        }
        container.start();
        starts.incrementAndGet();
        new Readiness("service \"" + spec.name() + "\"", spec.startup(), container::ended, log::ending)
                .await(
                        condition(),
                        "see its log; it was told to listen on PORT=" + spec.port()
                                + ", on all addresses of its container; a service that needs longer says so with"
                                + " \"startup\"");
    }

    private Condition condition() {
        return spec.health()
                .flatMap(Service.Health::ready)
                .<Condition>map(path -> new HttpReady(URI.create("http://" + own + path)))
                .orElseGet(() -> new TcpServes(own));
    }

    @Override
    public List<String> logTail(int limit) {
        return log.tail(limit);
    }

    @Override
    public Optional<Path> logFile() {
        return Optional.of(log.file());
    }

    @Override
    public void close() throws IOException {
        try {
            container.stop(spec.grace());
        } catch (EnvironmentException engineIsGone) {
            // Removing it is tried all the same.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        container.close();
    }

    private interface Interruptible<T> {
        T call() throws InterruptedException;
    }

    private static <T> T uninterrupted(Interruptible<T> work) {
        try {
            return work.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("interrupted while the Docker engine was asked", e);
        }
    }
}
