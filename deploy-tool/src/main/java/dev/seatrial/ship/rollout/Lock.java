package dev.seatrial.ship.rollout;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.ship.cluster.Cluster;
import dev.seatrial.ship.cluster.ConflictException;
import dev.seatrial.ship.cluster.Kind;
import dev.seatrial.ship.manifest.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One shipper of a service at a time: a Lease {@code seatrial-<service>}, renewed while it is held.
 *
 * <p>A lease that is not renewed for its whole duration, watched on this machine's own clock, is taken over; clocks of
 * different machines are never compared.
 */
final class Lock implements AutoCloseable {

    private static final Duration DURATION = Duration.ofSeconds(15);
    /** The API's MicroTime: six digits, no more and no less. */
    private static final DateTimeFormatter MICRO_TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Duration POLL = Duration.ofMillis(250);

    private final Cluster cluster;
    private final ScheduledExecutorService renewal;
    private Manifest lease;
    private Optional<String> lost = Optional.empty();
    private boolean closed;

    private Lock(Cluster cluster, Manifest lease) {
        this.cluster = cluster;
        this.lease = lease;
        this.renewal = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "seatrial-lease");
            thread.setDaemon(true);
            return thread;
        });
        long third = DURATION.toMillis() / 3;
        var unused = renewal.scheduleWithFixedDelay(this::renew, third, third, TimeUnit.MILLISECONDS);
    }

    /**
     * Takes the lock.
     *
     * @param progress hears when it has to wait for a lease that may be a dead one's
     * @throws EnvironmentException if somebody holds it
     */
    static Lock take(Cluster cluster, String service, String holder, Consumer<String> progress)
            throws InterruptedException {
        String name = "seatrial-" + service;
        try {
            Manifest mine = Manifest.of("coordination.k8s.io/v1", "Lease", name).with(spec(holder, now(), 0), "spec");
            return new Lock(cluster, cluster.create(mine));
        } catch (ConflictException e) {
            return takeOver(cluster, name, holder, progress);
        }
    }

    private static Lock takeOver(Cluster cluster, String name, String holder, Consumer<String> progress)
            throws InterruptedException {
        Optional<Manifest> first = cluster.find(Kind.LEASE, name);
        long start = System.nanoTime();
        boolean free = isFree(first);
        if (!free) {
            progress.accept("%s holds the lease; waiting up to %d s to see whether it still renews it"
                    .formatted(holderOf(first), DURATION.toSeconds()));
        }
        while (!free && System.nanoTime() - start < DURATION.toNanos()) {
            Thread.sleep(POLL.toMillis());
            Optional<Manifest> now = cluster.find(Kind.LEASE, name);
            free = isFree(now);
            if (!free && !renewed(now).equals(renewed(first))) {
                throw new EnvironmentException(
                        "another ship of this service is under way: %s holds Lease/%s in namespace %s and renews it. Wait for it to end, then run again"
                                .formatted(holderOf(now), name, cluster.namespace()));
            }
        }
        try {
            Optional<Manifest> last = cluster.find(Kind.LEASE, name);
            long transitions =
                    last.map(l -> l.number("spec", "leaseTransitions")).orElse(0L) + 1;
            Map<String, Object> spec = spec(holder, now(), transitions);
            return new Lock(
                    cluster,
                    last.isPresent()
                            ? cluster.replace(last.get().with(spec, "spec"))
                            : cluster.create(Manifest.of("coordination.k8s.io/v1", "Lease", name)
                                    .with(spec, "spec")));
        } catch (ConflictException e) {
            throw new EnvironmentException(
                    "another ship of this service took Lease/%s in namespace %s first. Wait for it to end, then run again"
                            .formatted(name, cluster.namespace()),
                    e);
        }
    }

    /** How often the lock changed hands: whoever holds a higher number is the later one. */
    synchronized long fencing() {
        return lease.number("spec", "leaseTransitions");
    }

    /**
     * Makes sure that it is still held; asked before every change.
     *
     * @throws EnvironmentException if it was lost
     */
    synchronized void check() {
        lost.ifPresent(why -> {
            throw new EnvironmentException("the lease was lost while shipping, so nothing more is changed: " + why);
        });
    }

    private synchronized void renew() {
        if (closed || lost.isPresent()) {
            return;
        }
        try {
            lease = cluster.replace(lease.with(now(), "spec", "renewTime"));
        } catch (ConflictException e) {
            lost = Optional.of(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // not reached this time; the next renewal tries again, and somebody else may take over meanwhile, which
            // that one sees
        }
    }

    /** Gives it back; the count of holders stays. */
    @Override
    public synchronized void close() {
        closed = true;
        renewal.shutdownNow();
        if (lost.isPresent()) {
            return;
        }
        try {
            lease = cluster.replace(lease.without("spec", "holderIdentity"));
        } catch (ConflictException e) {
            lost = Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isFree(Optional<Manifest> lease) {
        return lease.flatMap(l -> l.text("spec", "holderIdentity")).orElse("").isEmpty();
    }

    private static String holderOf(Optional<Manifest> lease) {
        return lease.flatMap(l -> l.text("spec", "holderIdentity")).orElse("somebody");
    }

    private static String renewed(Optional<Manifest> lease) {
        return lease.map(
                        l -> holderOf(lease) + " " + l.text("spec", "renewTime").orElse(""))
                .orElse("");
    }

    private static Map<String, Object> spec(String holder, String now, long transitions) {
        return Map.of(
                "holderIdentity", holder,
                "leaseDurationSeconds", DURATION.toSeconds(),
                "acquireTime", now,
                "renewTime", now,
                "leaseTransitions", transitions);
    }

    private static String now() {
        return MICRO_TIME.format(Instant.now());
    }
}
