package dev.seatrial.chaos.fault;

import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
    private final long seed;
    private volatile Snapshot now = Snapshot.of(faults);

    /**
     * Makes an empty one.
     *
     * @param seed decides everything random about the faults
     */
    public FaultBoard(ScheduledExecutorService timers, long seed, Watcher watcher) {
        this.seed = seed;
        this.timers = timers;
        this.watcher = watcher;
    }

    /** What is on at this instant. Cheap: read for every chunk. */
    public Snapshot now() {
        return now;
    }

    /** Everything that is on. */
    public Collection<FaultOn<?>> all() {
        return List.copyOf(faults.values());
    }

    /** Puts a fault on; one of the same kind goes first. */
    public synchronized ActiveFault apply(Fault fault) {
        FaultOn<?> before = faults.get(fault.getClass());
        if (before != null) {
            off(before);
        }
        FaultOn<?> on = new FaultOn<>(fault, seed, this::off);
        faults.put(fault.getClass(), on);
        now = Snapshot.of(faults);
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
            now = Snapshot.of(faults);
            watcher.off(fault);
        }
    }

    /**
     * What is on, by kind.
     *
     * @param ofRequests those that hit single requests, in the order in which a request meets them
     */
    public record Snapshot(
            @Nullable FaultOn<Fault.Down> down,
            @Nullable FaultOn<Fault.Latency> latency,
            @Nullable FaultOn<Fault.Blackhole> blackhole,
            @Nullable FaultOn<Fault.SlowConnect> slowConnect,
            List<FaultOn<? extends Fault.OfRequests>> ofRequests) {

        /** Those that need no provider first, then those that spoil most. */
        private static final List<Class<? extends Fault.OfRequests>> ORDER = List.of(
                Fault.Answer.class,
                Fault.Garbage.class,
                Fault.Hang.class,
                Fault.DropResponse.class,
                Fault.Truncate.class,
                Fault.HalfBody.class,
                Fault.Trickle.class,
                Fault.SlowAnswer.class,
                Fault.Duplicate.class);

        private static Snapshot of(Map<Class<?>, FaultOn<?>> all) {
            List<FaultOn<? extends Fault.OfRequests>> ofRequests = new ArrayList<>();
            for (Class<? extends Fault.OfRequests> kind : ORDER) {
                FaultOn<? extends Fault.OfRequests> on = find(all, kind);
                if (on != null) {
                    ofRequests.add(on);
                }
            }
            return new Snapshot(
                    find(all, Fault.Down.class),
                    find(all, Fault.Latency.class),
                    find(all, Fault.Blackhole.class),
                    find(all, Fault.SlowConnect.class),
                    List.copyOf(ofRequests));
        }

        @SuppressWarnings("unchecked")
        private static <F extends Fault> @Nullable FaultOn<F> find(Map<Class<?>, FaultOn<?>> all, Class<F> kind) {
            return (FaultOn<F>) all.get(kind);
        }

        /**
         * The fault that a request shall meet, as far as its head tells; to be asked once a request, for it counts.
         *
         * @param underWay whether a part of the request is on its way to the provider, so that it cannot be decided here
         */
        public @Nullable FaultOn<?> atRequest(Asked asked, boolean underWay) {
            for (FaultOn<? extends Fault.OfRequests> on : ofRequests) {
                boolean tooLate = underWay && decidesHere(on);
                if (!tooLate && on.fault().which().status().isEmpty() && on.picks(asked, 0)) {
                    return on;
                }
            }
            return null;
        }

        /** The fault that a request shall meet now that its answer's status is known, if it has met none yet. */
        public @Nullable FaultOn<?> atAnswer(Asked asked, int status) {
            for (FaultOn<? extends Fault.OfRequests> on : ofRequests) {
                if (on.fault().which().status().isPresent() && on.picks(asked, status)) {
                    return on;
                }
            }
            return null;
        }

        /** Whether requests may be kept from the provider and answered, or left unanswered, here. */
        public boolean decidesHere() {
            for (FaultOn<?> on : ofRequests) {
                if (decidesHere(on)) {
                    return true;
                }
            }
            return false;
        }

        /** Whether requests that it hits do not reach the provider. */
        public static boolean decidesHere(FaultOn<?> fault) {
            Fault f = fault.fault();
            return f instanceof Fault.Answer || f instanceof Fault.Garbage || f instanceof Fault.Hang;
        }
    }
}
