package dev.seatrial.suite.lifecycle;

import dev.seatrial.check.HttpProbe.Request;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/** Clients that send one request after the other over connections they keep, until they are told to stop. */
final class SteadyLoad implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MOST_SHOTS = 5_000;

    private final URI base;
    private final Supplier<Request> requests;
    private final List<Thread> clients = new ArrayList<>();
    private final ConcurrentLinkedQueue<Shot> shots = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicLongArray since;
    private volatile boolean stopped;
    private volatile boolean endAtFailure;

    private SteadyLoad(int clients, URI base, Supplier<Request> requests) {
        this.base = base;
        this.requests = requests;
        this.since = new AtomicLongArray(clients);
        for (int i = 0; i < clients; i++) {
            int client = i;
            Thread thread = new Thread(() -> run(client), "seatrial-load-" + i);
            thread.setDaemon(true);
            this.clients.add(thread);
        }
    }

    /** Starts the clients. */
    static SteadyLoad start(int clients, URI base, Supplier<Request> requests) {
        SteadyLoad load = new SteadyLoad(clients, base, requests);
        load.clients.forEach(Thread::start);
        return load;
    }

    /** One request. Times are of {@link System#nanoTime()}. */
    record Shot(long start, long end, boolean fresh, KeptConnection.Answer answer) {}

    private void run(int client) {
        try (KeptConnection connection = new KeptConnection(base, TIMEOUT)) {
            while (!stopped) {
                Request request = requests.get();
                boolean fresh = connection.fresh();
                long start = System.nanoTime();
                since.set(client, start);
                KeptConnection.Answer answer = connection.send(request);
                since.set(client, 0);
                if (sent.incrementAndGet() <= MOST_SHOTS) {
                    shots.add(new Shot(start, System.nanoTime(), fresh, answer));
                }
                if (endAtFailure && !answer.whole()) {
                    return;
                }
            }
        }
    }

    /** How many requests have been sent and have ended. */
    int ended() {
        return sent.get();
    }

    /** How many requests are in flight and have been for at least, and at most, this long. */
    int inFlight(Duration least, Duration most) {
        long now = System.nanoTime();
        int count = 0;
        for (int i = 0; i < since.length(); i++) {
            long start = since.get(i);
            if (start != 0 && now - start >= least.toNanos() && now - start <= most.toNanos()) {
                count++;
            }
        }
        return count;
    }

    /** How long a request takes, as the median of those that were answered; zero before the first. */
    Duration usual() {
        long[] times = shots.stream()
                .filter(shot -> shot.answer().whole())
                .mapToLong(shot -> shot.end() - shot.start())
                .sorted()
                .toArray();
        return times.length == 0 ? Duration.ZERO : Duration.ofNanos(times[times.length / 2]);
    }

    /** From now on a client that is refused goes away. */
    void endAtFailure() {
        endAtFailure = true;
    }

    /** Tells the clients to stop after the request that they are at, and waits for them. */
    List<Shot> stop() throws InterruptedException {
        stopped = true;
        for (Thread client : clients) {
            client.join(TIMEOUT.toMillis() * 2);
        }
        return List.copyOf(shots);
    }

    @Override
    public void close() {
        stopped = true;
    }
}
