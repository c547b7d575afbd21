package dev.seatrial.chaos.fault;

import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Fault;
import java.util.concurrent.Future;
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
    private final @Nullable Picker picker;
    private final long seed;
    private volatile boolean active = true;
    private volatile @Nullable LongSupplier counter;
    private @Nullable Future<?> timer;

    FaultOn(F fault, long seed, Consumer<FaultOn<?>> takeOff) {
        this.fault = fault;
        this.takeOff = takeOff;
        this.seed = seed ^ kind().hashCode() * 0x9E3779B97F4A7C15L;
        this.picker = fault instanceof Fault.OfRequests of ? new Picker(of.which(), this.seed) : null;
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

    /**
     * Whether it picks this request; to be asked once a request, for it counts.
     *
     * @param status of the answer, 0 while there is none
     */
    public boolean picks(Asked asked, int status) {
        return active && picker != null && picker.picks(asked, status);
    }

    /** Decides everything random about it. */
    public long seed() {
        return seed;
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
