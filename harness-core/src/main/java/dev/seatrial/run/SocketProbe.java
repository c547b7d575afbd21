package dev.seatrial.run;

import dev.seatrial.check.HttpProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The {@link HttpProbe} over plain sockets: a connection for each request, the request's bytes as given, no retry, no
 * redirect, no cookie. Its limit is kept even against an answer that comes byte by byte.
 */
public final class SocketProbe implements HttpProbe {

    private static final AtomicLong THREADS = new AtomicLong();
    private static final ExecutorService WORKERS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "seatrial-http-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    private final Secrets secrets;
    private final Consumer<Exchange> record;

    /**
     * A probe.
     *
     * @param secrets what is kept out of the exchanges
     * @param record hears each exchange, from the thread that sent it
     */
    public SocketProbe(Secrets secrets, Consumer<Exchange> record) {
        this.secrets = secrets;
        this.record = record;
    }

    @Override
    public Exchange send(Request request) throws InterruptedException {
        Wire wire = new Wire(request);
        await(List.of(wire), List.of(WORKERS.submit(() -> {
            wire.open();
            wire.release();
            wire.read();
        })));
        return recorded(wire);
    }

    @Override
    public List<Exchange> sendTogether(List<Request> requests) throws InterruptedException {
        List<Wire> wires = requests.stream().map(Wire::new).toList();
        await(
                wires,
                wires.stream()
                        .<Future<?>>map(wire -> WORKERS.submit(wire::open))
                        .toList());
        // One thread sends all last bytes: closer together than many threads woken at once.
        wires.forEach(Wire::release);
        await(
                wires,
                wires.stream()
                        .<Future<?>>map(wire -> WORKERS.submit(wire::read))
                        .toList());
        return wires.stream().map(this::recorded).toList();
    }

    private Exchange recorded(Wire wire) {
        Exchange exchange = wire.exchange(secrets);
        record.accept(exchange);
        return exchange;
    }

    private static void await(List<Wire> wires, List<Future<?>> tasks) throws InterruptedException {
        List<Wire> open = new ArrayList<>(wires);
        try {
            for (int i = 0; i < tasks.size(); i++) {
                await(wires.get(i), tasks.get(i));
                open.remove(wires.get(i));
            }
        } finally {
            open.forEach(Wire::expire);
        }
    }

    private static void await(Wire wire, Future<?> task) throws InterruptedException {
        try {
            task.get(wire.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            wire.expire();
            awaitEnd(task);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the HTTP probe failed: " + e.getCause(), e.getCause());
        }
    }

    /** A closed socket ends its reader at once; only a name server could hold it longer. */
    private static void awaitEnd(Future<?> task) throws InterruptedException {
        try {
            task.get(5, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            task.cancel(true);
        }
    }
}
