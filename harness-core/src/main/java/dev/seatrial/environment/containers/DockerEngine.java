package dev.seatrial.environment.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import dev.seatrial.environment.EnvironmentException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/** A Docker engine on this machine. No call to it lasts for ever: an engine that died or hangs is an environment error. */
final class DockerEngine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI host;
    private final TransportConfig transport;
    private final AtomicInteger numbers = new AtomicInteger();
    private final ExecutorService calls = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "seatrial-docker-" + numbers.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    private volatile @Nullable DockerClient client;

    private DockerEngine(TransportConfig transport) {
        this.host = transport.getDockerHost();
        this.transport = transport;
    }

    /** Connects to the engine there; sends nothing yet. */
    static DockerEngine at(TransportConfig transport) {
        return new DockerEngine(transport);
    }

    /** Where it is, as {@code DOCKER_HOST} spells it. */
    URI host() {
        return host;
    }

    /**
     * Asks the engine for something.
     *
     * @param what to complete "the Docker engine could not …"
     * @throws EnvironmentException if it refuses, is gone, or does not answer within 30 s
     */
    <T> T ask(String what, Function<DockerClient, T> request) throws InterruptedException {
        return ask(what, PATIENCE, request);
    }

    <T> T ask(String what, Duration patience, Function<DockerClient, T> request) throws InterruptedException {
        Future<T> answer = calls.submit(() -> request.apply(client()));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw broken(what, "no answer within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof EnvironmentException own) {
                throw own;
            }
            throw broken(what, reason(cause), cause);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    /** Making the client already talks to the engine, so that it too has its limit. */
    private synchronized DockerClient client() {
        DockerClient made = client;
        if (made == null) {
            made = DockerClientProviderStrategy.getClientForConfig(transport);
            client = made;
        }
        return made;
    }

    private static String reason(Throwable cause) {
        if (cause instanceof DockerException refusal) {
            return String.valueOf(refusal.getMessage()).strip();
        }
        Throwable root = cause;
        while (root.getCause() != null && !(root instanceof IOException)) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private EnvironmentException broken(String what, String reason, Throwable cause) {
        return new EnvironmentException(
                "the Docker engine at " + host + " could not " + what + ": " + reason
                        + "\n  mend: see that it runs (docker info), or run with --env processes",
                cause);
    }

    @Override
    public void close() throws IOException {
        calls.shutdownNow();
        DockerClient made = client;
        if (made != null) {
            made.close();
        }
    }
}
