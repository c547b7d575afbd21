package dev.seatrial.run;

import dev.seatrial.environment.Environment;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Tells, once, that the environment under the checks has failed, so that none of them waits for what will not come. */
final class Lookout {

    private static final Duration PERIOD = Duration.ofMillis(500);

    private final Thread thread;
    private volatile boolean over;

    private Lookout(Environment environment, Consumer<String> alarm) {
        thread = new Thread(() -> watch(environment, alarm), "seatrial-lookout");
        thread.setDaemon(true);
    }

    static Lookout over(Environment environment, Consumer<String> alarm) {
        Lookout lookout = new Lookout(environment, alarm);
        lookout.thread.start();
        return lookout;
    }

    private void watch(Environment environment, Consumer<String> alarm) {
        while (!over) {
            environment.failure().ifPresent(why -> {
                alarm.accept(why);
                over = true;
            });
            if (!over) {
                LockSupport.parkNanos(PERIOD.toNanos());
            }
        }
    }

    /** The run is over. */
    void close() {
        over = true;
        LockSupport.unpark(thread);
    }
}
