package dev.seatrial.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C (and SIGTERM, SIGHUP) during a command: what runs is told to stop, and the JVM waits until what was earned so
 * far is written.
 */
final class Interruption implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    /** From now on, {@code stop} is run when the JVM is told to end. */
    Interruption(Runnable stop) {
        hook = new Thread(
                () -> {
                    stop.run();
                    awaitDone();
                },
                "seatrial-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void awaitDone() {
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("seatrial: gave up waiting for the last results");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command is over. */
    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs; it goes on now.
        }
    }
}
