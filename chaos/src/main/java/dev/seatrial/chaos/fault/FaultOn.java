package dev.seatrial.chaos.fault;

import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Fault;
import dev.seatrial.link.Fault.HttpSelector;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A fault that is or was on.
 *
 * @param <F> its kind
 */
public final class FaultOn<F extends Fault> implements ActiveFault {

    private final F fault;
    private final Consumer<FaultOn<?>> takeOff;
    private final LongAdder hits = new LongAdder();
    private final AtomicInteger matched = new AtomicInteger();
    private volatile boolean active = true;
    private volatile @Nullable LongSupplier counter;
    private @Nullable Future<?> timer;

    FaultOn(F fault, Consumer<FaultOn<?>> takeOff) {
        this.fault = fault;
        this.takeOff = takeOff;
    }

    @Override
    public F fault() {
        return fault;
    }

    /** The kind's name, such as {@code Blackhole}. */
    public String kind() {
        return fault.getClass().getSimpleName();
    }

    /** Counts one more that was hit. */
    public void hit() {
        hits.increment();
    }

    /** From now on hits are told by {@code counter}, until it is set to a constant. */
    public void countedBy(LongSupplier counter) {
        this.counter = counter;
    }

    @Override
    public long hits() {
        LongSupplier elsewhere = counter;
        return elsewhere == null ? hits.sum() : elsewhere.getAsLong();
    }

    @Override
    public boolean active() {
        return active;
    }

    /** Whether the selector picks this request; to be asked once a request, for it counts. */
    public boolean picks(HttpSelector which, String method, String path) {
        if (!active
                || (which.method().isPresent() && !which.method().get().equals(method))
                || (which.pathPrefix().isPresent()
                        && !path.startsWith(which.pathPrefix().get()))) {
            return false;
        }
        int nth = matched.incrementAndGet();
        return (which.first().isEmpty() || nth <= which.first().get())
                && (which.every().isEmpty() || nth % which.every().get() == 0);
    }

    void timer(Future<?> running) {
        timer = running;
        if (!active) {
            running.cancel(false);
        }
    }

    /** Ends it; says whether it was on until now. */
    boolean retire() {
        if (!active) {
            return false;
        }
        active = false;
        if (timer != null) {
            timer.cancel(false);
        }
        return true;
    }

    @Override
    public void close() {
        takeOff.accept(this);
    }
}
