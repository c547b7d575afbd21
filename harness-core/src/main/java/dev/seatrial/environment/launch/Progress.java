package dev.seatrial.environment.launch;

import dev.seatrial.environment.StartEvent;
import dev.seatrial.environment.StartEvent.Phase;
import java.time.Duration;
import java.util.function.Consumer;

/** Tells the listener of one start what happens, with the time since it was asked for. Safe for use by many threads. */
public final class Progress {

    private final Consumer<StartEvent> listener;
    private final long start = System.nanoTime();

    /** The clock starts now. */
    public Progress(Consumer<StartEvent> listener) {
        this.listener = listener;
    }

    /** Tells that something happened. */
    public void tell(String subject, Phase phase, String detail) {
        StartEvent event = new StartEvent(subject, phase, detail, Duration.ofNanos(System.nanoTime() - start));
        synchronized (this) {
            listener.accept(event);
        }
    }
}
