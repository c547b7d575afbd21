package dev.seatrial.chaos.toxiproxy;

import dev.seatrial.link.ActiveFault;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Faults that live as long as a connection of the one who put them on: when it goes, they heal. */
final class Leases {

    /** So often a sign of life is sent, so that a caller whose machine is gone is noticed. */
    private static final Duration BEAT = Duration.ofSeconds(2);

    private final Map<String, Lease> held = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /** Opens one; it ends with the connection that follows it. */
    Follow open() {
        byte[] id = new byte[8];
        random.nextBytes(id);
        Lease lease = new Lease(HexFormat.of().formatHex(id));
        held.put(lease.id, lease);
        return lease;
    }

    /**
     * Checks a lease before anything is put on.
     *
     * @throws ApiError if nobody holds it (any more)
     */
    void mustBeHeld(String id) throws ApiError {
        if (!held.containsKey(id)) {
            throw ApiError.badBody("nobody holds the lease \"" + id
                    + "\"; GET /seatrial/lease gives one for as long as its connection stays open");
        }
    }

    /** Binds a fault to a lease; takes it off at once if the lease has ended in the meantime. */
    void bind(String id, ActiveFault fault) {
        Lease lease = held.get(id);
        if (lease == null || !lease.bind(fault)) {
            fault.close();
        }
    }

    private final class Lease implements Follow {

        private final String id;
        private final List<ActiveFault> faults = new ArrayList<>();
        private boolean over;
        private boolean told;
        private long lastBeat = System.nanoTime();

        Lease(String id) {
            this.id = id;
        }

        synchronized boolean bind(ActiveFault fault) {
            faults.removeIf(f -> !f.active());
            return !over && faults.add(fault);
        }

        @Override
        public String next() {
            if (!told) {
                told = true;
                return "{\"lease\":\"" + id + "\"}\n";
            }
            long now = System.nanoTime();
            if (now - lastBeat < BEAT.toNanos()) {
                return "";
            }
            lastBeat = now;
            return "\n";
        }

        @Override
        public void closed() {
            List<ActiveFault> healing;
            synchronized (this) {
                over = true;
                healing = List.copyOf(faults);
                faults.clear();
            }
            held.remove(id);
            healing.forEach(ActiveFault::close);
        }
    }
}
