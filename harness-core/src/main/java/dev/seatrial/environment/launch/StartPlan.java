package dev.seatrial.environment.launch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Steps that run side by side, each as soon as those that it names are done. The first failure stops the others. */
public final class StartPlan {

    private final Map<String, Part> parts = new LinkedHashMap<>();

    /** Something to do. */
    @FunctionalInterface
    public interface Step {
        void run() throws InterruptedException;
    }

    private record Part(Set<String> after, Step step, CountDownLatch done) {}

    /**
     * Adds a step.
     *
     * @param after names of steps that were added before
     * @throws IllegalArgumentException if the name is taken or one of {@code after} is unknown
     */
    public void add(String name, Set<String> after, Step step) {
        for (String earlier : after) {
            if (!parts.containsKey(earlier)) {
                throw new IllegalArgumentException("\"" + name + "\" waits for \"" + earlier + "\", which is unknown");
            }
        }
        if (parts.putIfAbsent(name, new Part(Set.copyOf(after), step, new CountDownLatch(1))) != null) {
            throw new IllegalArgumentException("two steps are named \"" + name + "\"");
        }
    }

    /** Whether a step of this name was added. */
    public boolean has(String name) {
        return parts.containsKey(name);
    }

    /**
     * Runs all steps and returns when all are done.
     *
     * @throws InterruptedException if this thread is interrupted; every step is then interrupted and has ended
     */
    public void run() throws InterruptedException {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        parts.forEach((name, part) -> {
            Thread thread = new Thread(() -> runPart(part, failure, threads), "seatrial-start-" + name);
            thread.setDaemon(true);
            threads.add(thread);
        });
        threads.forEach(Thread::start);
        joinAll(threads, failure);
        Throwable first = failure.get();
        if (first instanceof RuntimeException e) {
            throw e;
        }
        if (first instanceof Error e) {
            throw e;
        }
    }

    private void runPart(Part part, AtomicReference<@Nullable Throwable> failure, List<Thread> threads) {
        try {
            if (failure.get() != null) {
                return;
            }
            for (String earlier : part.after()) {
                Objects.requireNonNull(parts.get(earlier)).done().await();
            }
            part.step().run();
            part.done().countDown();
        } catch (InterruptedException stopped) {
            // Another step failed, or the start was called off; whoever did it tells why.
        } catch (RuntimeException | Error e) {
            if (failure.compareAndSet(null, e)) {
                threads.forEach(Thread::interrupt);
            }
        }
    }

    private static void joinAll(List<Thread> threads, AtomicReference<@Nullable Throwable> failure)
            throws InterruptedException {
        InterruptedException interrupted = null;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = e;
                    failure.compareAndSet(null, new CancellationException("called off"));
                    threads.forEach(Thread::interrupt);
                }
            }
        }
        if (interrupted != null) {
            throw interrupted;
        }
    }
}
