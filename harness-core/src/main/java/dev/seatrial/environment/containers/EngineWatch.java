package dev.seatrial.environment.containers;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.journal.Journal;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether the engine is still the one that started the containers. It holds a stream of the run's events open, which
 * ends with the engine: one that was restarted in the meantime, and stopped the containers, is noticed too.
 */
final class EngineWatch implements AutoCloseable {

    private final DockerEngine engine;
    private final Stream stream = new Stream();
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private volatile boolean closed;

    private EngineWatch(DockerEngine engine) {
        this.engine = engine;
    }

    static EngineWatch on(DockerEngine engine, Journal journal) throws InterruptedException {
        EngineWatch watch = new EngineWatch(engine);
        engine.ask(
                "tell of events",
                client -> client.eventsCmd()
                        .withLabelFilter(Journal.LABEL + "=" + journal.run().text())
                        .exec(watch.stream));
        return watch;
    }

    /** Why the engine is not to be relied on any more; the first reason stays. */
    Optional<String> failure() {
        if (failure.get() == null && !closed) {
            try {
                engine.ask("answer", client -> client.pingCmd().exec());
            } catch (EnvironmentException gone) {
                failure.compareAndSet(null, gone.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Optional.ofNullable(failure.get());
    }

    private void lost() {
        if (!closed) {
            failure.compareAndSet(
                    null,
                    "the Docker engine at " + engine.host() + " ended while containers ran on it"
                            + "\n  mend: start it again and repeat the run; what the engine kept of this run is removed"
                            + " at the next start of Seatrial");
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        stream.close();
    }

    private final class Stream extends ResultCallback.Adapter<Event> {
        @Override
        public void onError(Throwable problem) {
            super.onError(problem);
            lost();
        }

        @Override
        public void onComplete() {
            super.onComplete();
            lost();
        }
    }
}
