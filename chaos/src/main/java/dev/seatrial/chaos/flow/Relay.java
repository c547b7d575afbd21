package dev.seatrial.chaos.flow;

import dev.seatrial.link.Endpoint;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Listens, dials for each connection, and carries it. */
public final class Relay implements AutoCloseable {

    /** An event loop that does not come round in this time is ours to mend; nobody waits for it. */
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final Listener listener;
    private final Dialer dialer;
    private final Function<Conduit, @Nullable Tap> taps;
    private final Set<Conduit> conduits = ConcurrentHashMap.newKeySet();
    private final Traffic traffic = new Traffic();
    private final AtomicLong numbers = new AtomicLong();
    private volatile @Nullable Endpoint upstream;

    private Relay(Transport transport, Endpoint listen, Function<Conduit, @Nullable Tap> taps) throws IOException {
        this.dialer = new Dialer(transport);
        this.taps = taps;
        this.listener = Listener.open(transport, listen, this::accepted);
    }

    /**
     * Starts to listen.
     *
     * @param taps says, on the event loop of each new connection, what accompanies it; null resets it at once
     * @throws IOException if it cannot listen there
     */
    public static Relay open(Transport transport, Endpoint listen, Function<Conduit, @Nullable Tap> taps)
            throws IOException {
        return new Relay(transport, listen, taps);
    }

    /** Where it listens, with the port that was chosen. */
    public InetSocketAddress address() {
        return listener.address();
    }

    /** Where connections go from now on. */
    public void upstream(Endpoint to) {
        upstream = to;
    }

    /** Makes a connect hang; see {@link #show()}. Only on an epoll transport. */
    public void hide() {
        listener.hide();
    }

    /** Undoes {@link #hide()}. */
    public void show() {
        listener.show();
    }

    /** How many packets that wanted to connect were dropped in all. */
    public long drops() {
        return listener.drops();
    }

    /** Counters that go on while connections live. */
    public Traffic traffic() {
        return traffic;
    }

    /** How many connections there were. */
    public long connections() {
        return numbers.get();
    }

    /** How many connections live now. */
    public int live() {
        return conduits.size();
    }

    /** Does something with every live connection, each on its own event loop; returns when all is done. */
    public void each(Consumer<Conduit> action) {
        for (Conduit conduit : conduits) {
            if (conduit.loop().inEventLoop()) {
                action.accept(conduit);
            } else {
                conduit.loop().submit(() -> action.accept(conduit)).awaitUninterruptibly(WAIT.toMillis());
            }
        }
    }

    private void accepted(Channel consumer) {
        Conduit conduit = new Conduit(consumer, numbers.incrementAndGet(), traffic, conduits::remove);
        conduits.add(conduit);
        // Not before the channel is active; a reset needs that too.
        consumer.eventLoop().execute(() -> begin(consumer, conduit));
    }

    private void begin(Channel consumer, Conduit conduit) {
        Tap tap = taps.apply(conduit);
        if (tap == null) {
            consumer.config().setOption(ChannelOption.SO_LINGER, 0);
            conduit.cut();
            return;
        }
        conduit.accompany(tap);
        Endpoint to = upstream;
        if (to == null) {
            conduit.unreachable();
            return;
        }
        Reads reads = new Reads(tap::inPieces);
        consumer.config().setRecvByteBufAllocator(reads);
        consumer.read(); // once, beside the dial: what comes first is there when the provider is
        conduit.dialsBy(then -> dialer.dial(consumer.eventLoop(), to, reads, then), tap.beforeDial());
    }

    @Override
    public void close() {
        listener.close();
        each(Conduit::cut);
    }
}
