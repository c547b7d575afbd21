package dev.seatrial.ship.rollout;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a rollout that is told to end (Ctrl-C, SIGTERM) take its candidate away before the machine stops. */
final class Cancellation implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private Cancellation(Thread shipping) {
        hook = new Thread(
                () -> {
                    shipping.interrupt();
                    try {
                        boolean unused = ended.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "seatrial-cancel");
    }

    /** From now until it is closed, a shutdown interrupts this thread and waits for it. */
    static Cancellation onShutdown() {
        Cancellation cancellation = new Cancellation(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(cancellation.hook);
        return cancellation;
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the shutdown has begun, and the hook goes on by itself
        }
    }
}
