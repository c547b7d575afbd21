package dev.seatrial.chaos.fault;

import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Fault;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The faults that are on, one of each kind. */
public final class FaultBoard {

    /** Hears of each change after it is on the board and before the one who made it goes on. */
    public interface Watcher {
        /** Now on. */
        void on(FaultOn<?> fault);

        /** No longer on. */
        void off(FaultOn<?> fault);
    }

    private final Map<Class<?>, FaultOn<?>> faults = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timers;
    private final Watcher watcher;
    private volatile Snapshot now = Snapshot.of(faults.values());

    public FaultBoard(ScheduledExecutorService timers, Watcher watcher) {
        this.timers = timers;
        this.watcher = watcher;
    }

    /** What is on at this instant. Cheap: read for every chunk. */
    public Snapshot now() {
        return now;
    }

    /** Everything that is on. */
    public Collection<FaultOn<?>> all() {
        return java.util.List.copyOf(faults.values());
    }

    /** Puts a fault on; one of the same kind goes first. */
    public synchronized ActiveFault apply(Fault fault) {
        FaultOn<?> before = faults.get(fault.getClass());
        if (before != null) {
            off(before);
        }
        FaultOn<?> on = new FaultOn<>(fault, this::off);
        faults.put(fault.getClass(), on);
        now = Snapshot.of(faults.values());
        watcher.on(on);
        on.timer(timers.schedule(on::close, fault.timeToLive().toNanos(), TimeUnit.NANOSECONDS));
        return on;
    }

    /** Takes everything off. */
    public void clear() {
        all().forEach(FaultOn::close);
    }

    private synchronized void off(FaultOn<?> fault) {
        if (fault.retire()) {
            faults.remove(fault.fault().getClass(), fault);
            now = Snapshot.of(faults.values());
            watcher.off(fault);
        }
    }

    /** What is on, by kind. */
    public record Snapshot(
            @Nullable FaultOn<Fault.Down> down,
            @Nullable FaultOn<Fault.Latency> latency,
            @Nullable FaultOn<Fault.Blackhole> blackhole,
            @Nullable FaultOn<Fault.ConnectBlackhole> connectBlackhole,
            @Nullable FaultOn<Fault.Answer> answer,
            @Nullable FaultOn<Fault.DropResponse> dropResponse,
            @Nullable FaultOn<Fault.HalfBody> halfBody,
            @Nullable FaultOn<Fault.Trickle> trickle) {

        private static Snapshot of(Collection<FaultOn<?>> all) {
            return new Snapshot(
                    find(all, Fault.Down.class),
                    find(all, Fault.Latency.class),
                    find(all, Fault.Blackhole.class),
                    find(all, Fault.ConnectBlackhole.class),
                    find(all, Fault.Answer.class),
                    find(all, Fault.DropResponse.class),
                    find(all, Fault.HalfBody.class),
                    find(all, Fault.Trickle.class));
        }

        @SuppressWarnings("unchecked")
        private static <F extends Fault> @Nullable FaultOn<F> find(Collection<FaultOn<?>> all, Class<F> kind) {
            for (FaultOn<?> f : all) {
                if (kind.isInstance(f.fault())) {
                    return (FaultOn<F>) f;
                }
            }
            return null;
        }
    }
}
