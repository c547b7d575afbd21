package dev.seatrial.chaos.ledger;

import dev.seatrial.link.Ledger;
import dev.seatrial.link.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The ledger of one link: a ring of rows. */
public final class Book implements Ledger {

    /** Rows that are kept; one takes about 200 bytes. */
    public static final int DEFAULT_CAPACITY = 65_536;

    private final Clock clock = new Clock();
    private final Attempts attempts = new Attempts();
    private final int capacity;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private Row[] ring = new Row[64];
    private long last;

    public Book() {
        this(DEFAULT_CAPACITY);
    }

    /**
     * Makes an empty one.
     *
     * @param capacity rows that are kept at most, a power of two of at least 64
     */
    public Book(int capacity) {
        if (capacity < 64 || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("a ledger's capacity is a power of two of at least 64, not " + capacity);
        }
        this.capacity = capacity;
    }

    /** Begins the row of an HTTP request that arrived now. */
    public synchronized HttpRow request(RequestFacts facts, long connection) {
        long now = System.nanoTime();
        return keep(new HttpRow(this, ++last, now, facts, attempts.next(facts), connection));
    }

    /** Begins the row of a connection that was opened at {@code startNanos} of {@link System#nanoTime()}. */
    public synchronized ConnectionRow connection(String protocol) {
        return keep(new ConnectionRow(this, ++last, System.nanoTime(), protocol));
    }

    private <R extends Row> R keep(R row) {
        if (last > ring.length && ring.length < capacity) {
            Row[] wider = new Row[ring.length * 2];
            for (Row r : ring) {
                wider[(int) (r.sequence() & (wider.length - 1))] = r;
            }
            ring = wider;
        }
        ring[(int) (row.sequence() & (ring.length - 1))] = row;
        return row;
    }

    @Override
    public synchronized Mark mark() {
        return new Mark(last);
    }

    @Override
    public List<LedgerEntry> since(Mark mark) {
        List<Row> rows = new ArrayList<>();
        synchronized (this) {
            for (long s = Math.max(mark.sequence() + 1, last - ring.length + 1); s <= last; s++) {
                if (s > 0) {
                    rows.add(ring[(int) (s & (ring.length - 1))]);
                }
            }
        }
        List<LedgerEntry> entries = new ArrayList<>(rows.size());
        for (Row row : rows) {
            entries.add(row.snapshot());
        }
        return List.copyOf(entries);
    }

    @Override
    public synchronized long dropped() {
        return Math.max(0, last - ring.length);
    }

    Clock clock() {
        return clock;
    }

    void ended(Row row) {
        for (Follower follower : followers) {
            follower.offer(row);
        }
    }

    /**
     * Follows the ledger from now on.
     *
     * @param capacity how many rows wait for a reader that is slow; what is more is missed, and counted
     */
    public Follower follow(int capacity) {
        Follower follower = new Follower(capacity);
        followers.add(follower);
        return follower;
    }

    /** Gives rows in the order in which they end. A row whose end was taken for another at first comes again. */
    public final class Follower implements AutoCloseable {

        private final ArrayBlockingQueue<Row> waiting;
        private final AtomicLong missed = new AtomicLong();

        private Follower(int capacity) {
            waiting = new ArrayBlockingQueue<>(capacity);
        }

        private void offer(Row row) {
            if (!waiting.offer(row)) {
                missed.incrementAndGet();
            }
        }

        /** At most so many rows that have ended since the last call. */
        public List<LedgerEntry> poll(int most) {
            List<Row> rows = new ArrayList<>();
            waiting.drainTo(rows, most);
            return rows.stream().map(Row::snapshot).toList();
        }

        /** How many rows were missed since the last call. */
        public long missed() {
            return missed.getAndSet(0);
        }

        @Override
        public void close() {
            followers.remove(this);
        }
    }
}
