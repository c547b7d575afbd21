package dev.seatrial.environment.containers;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.StartEvent.Phase;
import dev.seatrial.environment.launch.Progress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that images are in the engine. One that cannot be had is told of within seconds: it is asked for once, and a
 * registry that gives no sign is not waited for.
 *
 * @param firstSign how long a pull may take until something comes
 * @param stall how long a pull that has begun may stand still
 */
record Images(DockerEngine engine, Progress progress, Duration firstSign, Duration stall) {

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
        engine.ask("pull " + image, client -> client.pullImageCmd(tagged(image)).exec(pull));
        String failure = pull.await(firstSign, stall);
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

    /** Without a tag, the engine would pull all of them. */
    private static String tagged(String image) {
        return image.contains("@")
                        || image.substring(image.lastIndexOf('/') + 1).contains(":")
                ? image
                : image + ":latest";
    }

    /** Waits as long as something moves. */
    private static final class Pull extends ResultCallback.Adapter<PullResponseItem> {
        private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
        private volatile long lastSign;
        private volatile boolean moved;

        @Override
        public void onNext(PullResponseItem item) {
            if (item.getErrorDetail() != null) {
                failure.set(String.valueOf(item.getErrorDetail().getMessage()));
            }
            moved = true;
            lastSign = System.nanoTime();
        }

        @Override
        public void onError(Throwable problem) {
            failure.compareAndSet(null, String.valueOf(problem.getMessage()).strip());
            super.onError(problem);
        }

        @Nullable
        String await(Duration firstSign, Duration stall) throws InterruptedException {
            lastSign = System.nanoTime();
            try {
                while (!awaitCompletion(100, TimeUnit.MILLISECONDS)) {
                    Duration silence = Duration.ofNanos(System.nanoTime() - lastSign);
                    Duration limit = moved ? stall : firstSign;
                    if (silence.compareTo(limit) > 0) {
                        close();
                        return (moved ? "nothing more came within " : "the registry did not answer within ")
                                + limit.toSeconds() + " s";
                    }
                }
            } catch (RuntimeException | java.io.IOException told) {
                failure.compareAndSet(null, String.valueOf(told.getMessage()).strip());
            }
            return failure.get();
        }
    }
}
