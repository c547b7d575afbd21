package dev.seatrial.environment.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.journal.Journal;
import dev.seatrial.environment.log.LogKeeper;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One container of a run: labelled, published on loopback only, its output kept. */
final class Container implements AutoCloseable {

    private static final Duration REMOVE_WITHIN = Duration.ofSeconds(20);

    private final DockerEngine engine;
    private final String id;
    private final String name;
    private final LogKeeper log;

    private Container(DockerEngine engine, String id, String name, LogKeeper log) {
        this.engine = engine;
        this.id = id;
        this.name = name;
        this.log = log;
    }

    static Container create(DockerEngine engine, Journal journal, Berth berth, ContainerSpec spec, LogKeeper log)
            throws InterruptedException {
        String id = engine.ask("create the container of " + spec.name(), client -> {
            String made = command(client, journal, berth, spec).exec().getId();
            spec.cargo().ifPresent(cargo -> lay(client, made, cargo));
            return made;
        });
        return new Container(engine, id, spec.name(), log);
    }

    /** As it is read, so that no copy of it is held in memory or on disk. */
    private static void lay(DockerClient client, String container, Cargo cargo) {
        try (PipedInputStream archive = new PipedInputStream(1 << 16)) {
            PipedOutputStream out = new PipedOutputStream(archive);
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                try (out) {
                    cargo.writeTo(out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            client.copyArchiveToContainerCmd(container)
                    .withTarInputStream(archive)
                    .withRemotePath(Cargo.DIRECTORY)
                    .exec();
            writing.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CreateContainerCmd command(DockerClient client, Journal journal, Berth berth, ContainerSpec spec) {
        List<PortBinding> bindings = spec.ports().entrySet().stream()
                .map(e -> new PortBinding(
                        Binding.bindIpAndPort(e.getKey().host(), e.getKey().port()), ExposedPort.tcp(e.getValue())))
                .toList();
        HostConfig host = HostConfig.newHostConfig()
                .withPortBindings(bindings)
                .withExtraHosts(Berth.NAME_OF_HOST + ":" + berth.hostSeenFromInside())
                .withLogConfig(
                        new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "10m", "max-file", "2")));
        CreateContainerCmd command = client.createContainerCmd(spec.image())
                .withName("seatrial-" + journal.run() + "-" + spec.name())
                .withLabels(Map.of(Journal.LABEL, journal.run().text(), "dev.seatrial.part", spec.name()))
                .withEnv(spec.environment().entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .toList())
                .withExposedPorts(
                        spec.ports().values().stream().map(ExposedPort::tcp).toList())
                .withHostConfig(host);
        spec.cargo().ifPresent(cargo -> command.withWorkingDir(Cargo.DIRECTORY));
        return spec.command().isEmpty() ? command : command.withCmd(spec.command());
    }

    void start() throws InterruptedException {
        engine.ask(
                "start the container of " + name,
                client -> client.startContainerCmd(id).exec());
        long now = System.currentTimeMillis() / 1000;
        engine.ask(
                "read the output of " + name,
                client -> client.logContainerCmd(id)
                        .withStdOut(true)
                        .withStdErr(true)
                        .withFollowStream(true)
                        .withSince((int) now - 1)
                        .exec(new Kept(log)));
    }

    private static final class Kept extends ResultCallback.Adapter<Frame> {
        private final LogKeeper log;

        Kept(LogKeeper log) {
            this.log = log;
        }

        @Override
        public void onNext(Frame frame) {
            log.append(frame.getPayload(), frame.getPayload().length);
        }
    }

    boolean running() throws InterruptedException {
        return Boolean.TRUE.equals(state().getRunning());
    }

    private ContainerState state() throws InterruptedException {
        return engine.ask(
                "look at the container of " + name,
                client -> client.inspectContainerCmd(id).exec().getState());
    }

    /** Why it cannot do anything any more, to follow its name; empty while it runs. */
    Optional<String> ended() {
        try {
            ContainerState state = state();
            return Boolean.TRUE.equals(state.getRunning())
                    ? Optional.empty()
                    : Optional.of("exited with " + state.getExitCodeLong());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("was not waited for");
        }
    }

    /** The last lines that it wrote, as they end a message. */
    String logEnding() {
        return log.ending();
    }

    void signal(String signal) throws InterruptedException {
        engine.ask("signal " + name, client -> {
            try {
                return client.killContainerCmd(id).withSignal(signal).exec();
            } catch (ConflictException | NotFoundException doesNotRun) {
                return null;
            }
        });
    }

    Optional<Integer> awaitExit(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        ContainerState state = state();
        while (Boolean.TRUE.equals(state.getRunning()) && System.nanoTime() < end) {
            Thread.sleep(50);
            state = state();
        }
        Long code = state.getExitCodeLong();
        return Boolean.TRUE.equals(state.getRunning()) || code == null
                ? Optional.empty()
                : Optional.of(code.intValue());
    }

    /** Ends it: asks, waits for {@code grace}, then kills. */
    void stop(Duration grace) throws InterruptedException {
        engine.ask("stop " + name, grace.plusSeconds(20), client -> {
            try {
                return client.stopContainerCmd(id)
                        .withTimeout((int) grace.toSeconds())
                        .exec();
            } catch (NotModifiedException | NotFoundException doesNotRun) {
                return null;
            }
        });
    }

    /** Removes it, running or not, with its volumes; an engine that is gone took it along. */
    @Override
    public void close() throws IOException {
        try {
            engine.ask("remove the container of " + name, REMOVE_WITHIN, client -> {
                try {
                    return client.removeContainerCmd(id)
                            .withForce(true)
                            .withRemoveVolumes(true)
                            .exec();
                } catch (NotFoundException gone) {
                    return null;
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (EnvironmentException engineIsGone) {
            // The journal's watcher tries again.
        } finally {
            log.close();
        }
    }
}
