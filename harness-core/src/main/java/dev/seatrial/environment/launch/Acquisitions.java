package dev.seatrial.environment.launch;

import dev.seatrial.environment.EnvironmentException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was acquired so far for an environment, given back tier by tier: services first, what they stand on last; within
 * a tier side by side. Also given back when this JVM is told to end.
 */
public final class Acquisitions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Acquisitions.class);

    /** What is given back together; the first is given back first. */
    public enum Tier {
        /** Running services. */
        SERVICES,
        /** Running resources. */
        RESOURCES,
        /** Links and receivers. */
        NETWORK,
        /** The journal and reserved ports. */
        GROUND
    }

    private final Map<Tier, List<AutoCloseable>> held = new EnumMap<>(Tier.class);
    private final Thread hook = new Thread(this::closeAll, "seatrial-close");
    private final Object closing = new Object();
    private boolean over;

    /** Nothing acquired yet. */
    public Acquisitions() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Holds something more.
     *
     * @return the same
     * @throws EnvironmentException if everything was given back meanwhile; this too then is
     */
    public <T extends AutoCloseable> T add(Tier tier, T acquired) {
        synchronized (held) {
            if (!over) {
                held.computeIfAbsent(tier, t -> new ArrayList<>()).add(acquired);
                return acquired;
            }
        }
        closeQuietly(acquired);
        throw new EnvironmentException("the environment was closed while it started");
    }

    /** Gives everything back; returns when that is done, whoever does it. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs already or is about to; both find the same list.
        }
        closeAll();
    }

    private void closeAll() {
        synchronized (closing) {
            synchronized (held) {
                over = true;
            }
            for (List<AutoCloseable> tier : held.values()) {
                closeTogether(List.copyOf(tier));
                tier.clear();
            }
        }
    }

    private static void closeTogether(List<AutoCloseable> tier) {
        List<Thread> threads = tier.stream()
                .map(one -> new Thread(() -> closeQuietly(one), "seatrial-close-part"))
                .toList();
        threads.forEach(Thread::start);
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            LOG.warn("could not close {}: {}", one.getClass().getSimpleName(), e.toString());
        }
    }
}
