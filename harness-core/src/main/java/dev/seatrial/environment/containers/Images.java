package dev.seatrial.environment.containers;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.StartEvent.Phase;
import dev.seatrial.environment.launch.Progress;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that images are in the engine. One that cannot be had is told of within seconds: it is asked for once, and a
 * registry that gives no sign is not waited for.
 *
 * @param firstSign how long a pull may take until something comes
 * @param stall how long a pull that has begun may stand still
 */
record Images(DockerEngine engine, Progress progress, Duration firstSign, Duration stall) {

    private static final Logger LOG = LoggerFactory.getLogger(Images.class);

    /** With the patience of a user who waits for five seconds in all. */
    static Images of(DockerEngine engine, Progress progress) {
        return new Images(engine, progress, Duration.ofSeconds(4), Duration.ofSeconds(60));
    }

    /**
     * Returns when the image is there.
     *
     * @param wantedBy such as {@code service "orders"}
     * @throws EnvironmentException if it is neither in the engine nor to be pulled
     */
    void need(String image, String wantedBy) throws InterruptedException {
        if (present(image)) {
            return;
        }
        progress.tell(image, Phase.FETCHING, "pulling, wanted by " + wantedBy);
        Pull pull = new Pull();
        engine.ask("pull " + image, client -> client.pullImageCmd(full(image)).exec(pull));
        String failure = pull.await(firstSign, stall);
        if (failure == null && !present(image)) {
            failure = "the engine ended the pull without it";
        }
        if (failure != null) {
            throw new EnvironmentException("image \"" + image + "\", wanted by " + wantedBy
                    + ", is not in the engine and cannot be pulled: " + failure
                    + "\n  mend: build it or load it (docker load), or docker pull " + image
                    + " where the registry can be reached; or run with --env processes");
        }
    }

    private boolean present(String image) throws InterruptedException {
        return engine.ask("look for image " + image, client -> {
            try {
                client.inspectImageCmd(image).exec();
                return true;
            } catch (NotFoundException absent) {
                return false;
            }
        });
    }

    /**
     * With its registry, for which Testcontainers would otherwise look for an engine by itself, and with a tag, without
     * which the engine would pull all of them.
     */
    private static String full(String image) {
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        boolean named = first.contains(".") || first.contains(":") || first.equals("localhost");
        String path = named ? image : "index.docker.io/" + (slash < 0 ? "library/" : "") + image;
        return path.contains("@") || path.substring(path.lastIndexOf('/') + 1).contains(":") ? path : path + ":latest";
    }

    /** Waits as long as something moves. The client's own callback ends the pull with the first wait that has a limit. */
    private static final class Pull implements ResultCallback<PullResponseItem> {
        private final CountDownLatch over = new CountDownLatch(1);
        private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
        private final AtomicReference<@Nullable Closeable> stream = new AtomicReference<>();
        private volatile long lastSign = System.nanoTime();
        private volatile boolean moved;

        @Override
        public void onStart(Closeable begun) {
            stream.set(begun);
        }

        @Override
        public void onNext(PullResponseItem item) {
            if (item.getErrorDetail() != null) {
                failure.compareAndSet(
                        null, String.valueOf(item.getErrorDetail().getMessage()).strip());
            }
            moved = true;
            lastSign = System.nanoTime();
        }

        @Override
        public void onError(Throwable problem) {
            failure.compareAndSet(null, String.valueOf(problem.getMessage()).strip());
            over.countDown();
        }

        @Override
        public void onComplete() {
            over.countDown();
        }

        @Override
        public void close() throws IOException {
            Closeable open = stream.get();
            if (open != null) {
                open.close();
            }
        }

        /** Returns why it failed, or nothing. */
        @Nullable
        String await(Duration firstSign, Duration stall) throws InterruptedException {
            try (this) {
                while (!over.await(100, TimeUnit.MILLISECONDS)) {
                    Duration silence = Duration.ofNanos(System.nanoTime() - lastSign);
                    Duration limit = moved ? stall : firstSign;
                    if (silence.compareTo(limit) > 0) {
                        failure.compareAndSet(
                                null,
                                (moved ? "nothing more came within " : "the registry did not answer within ")
                                        + limit.toSeconds() + " s");
                        break;
                    }
                }
            } catch (IOException unclosed) {
                LOG.debug("a pull could not be ended: {}", unclosed.toString());
            }
            return failure.get();
        }
    }
}
