package dev.seatrial.environment.processes;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.RunningService;
import dev.seatrial.environment.journal.Journal;
import dev.seatrial.environment.log.LogKeeper;
import dev.seatrial.environment.ready.Condition;
import dev.seatrial.environment.ready.HttpReady;
import dev.seatrial.environment.ready.Readiness;
import dev.seatrial.environment.ready.TcpOpen;
import dev.seatrial.link.Endpoint;
import dev.seatrial.target.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A service that runs as a process. */
final class ServiceProcess implements RunningService, AutoCloseable {

    private final Service spec;
    private final Endpoint entry;
    private final Endpoint own;
    private final ChildProcess.Spec program;
    private final Journal journal;
    private final LogKeeper log;
    private volatile @Nullable ChildProcess process;
    private volatile int starts;
    private boolean closed;

    ServiceProcess(
            Service spec, Endpoint entry, Endpoint own, ChildProcess.Spec program, Journal journal, LogKeeper log) {
        this.spec = spec;
        this.entry = entry;
        this.own = own;
        this.program = program;
        this.journal = journal;
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
        ChildProcess now = process;
        return now != null && now.running();
    }

    @Override
    public int starts() {
        return starts;
    }

    @Override
    public void terminate() {
        launched().terminate();
    }

    @Override
    public void kill() {
        launched().kill();
    }

    @Override
    public Optional<Integer> awaitExit(Duration limit) throws InterruptedException {
        return launched().awaitExit(limit);
    }

    private ChildProcess launched() {
        ChildProcess now = process;
        if (now == null) {
            throw new IllegalStateException("service \"" + spec.name() + "\" was not started");
        }
        return now;
    }

    @Override
    public void start() throws InterruptedException {
        ChildProcess child = launch();
        Readiness readiness =
                new Readiness("service \"" + spec.name() + "\"", spec.startup(), child::ended, log::ending);
        readiness.await(
                condition(),
                "see its log; it was told to listen on PORT=" + own.port()
                        + "; a service that needs longer says so with \"startup\"");
    }

    private synchronized ChildProcess launch() {
        if (closed) {
            throw new EnvironmentException("service \"" + spec.name() + "\" cannot start: its environment is closed");
        }
        if (running()) {
            throw new IllegalStateException("service \"" + spec.name() + "\" runs already");
        }
        try {
            ChildProcess child = ChildProcess.start(journal, program, log);
            process = child;
            starts++;
            return child;
        } catch (IOException e) {
            throw new EnvironmentException(
                    "service \"" + spec.name() + "\" could not be launched: " + e.getMessage(), e);
        }
    }

    private Condition condition() {
        return spec.health()
                .flatMap(Service.Health::ready)
                .<Condition>map(path -> new HttpReady(URI.create("http://" + own + path)))
                .orElseGet(() -> new TcpOpen(own));
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
        ChildProcess last;
        synchronized (this) {
            closed = true;
            last = process;
        }
        if (last != null) {
            last.end("TERM", spec.grace());
        }
        log.close();
    }
}
