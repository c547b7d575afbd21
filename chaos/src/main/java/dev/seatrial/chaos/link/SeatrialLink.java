package dev.seatrial.chaos.link;

import dev.seatrial.chaos.fault.RelayFaults;
import dev.seatrial.chaos.flow.Conduit;
import dev.seatrial.chaos.flow.Relay;
import dev.seatrial.chaos.flow.Tap;
import dev.seatrial.chaos.flow.Transport;
import dev.seatrial.chaos.http.HttpTap;
import dev.seatrial.chaos.ledger.Book;
import dev.seatrial.chaos.sniff.ConnectionTap;
import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.Fault;
import dev.seatrial.link.Ledger;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.link.LinkProvider.Protocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A link that runs through this process. */
final class SeatrialLink implements Link, AutoCloseable {

    private final LinkId id;
    private final Protocol protocol;
    private final long seed;
    private final Book book = new Book();
    private final RelayFaults effects;
    private final Relay relay;
    private final Set<Class<? extends Fault>> faults;

    private SeatrialLink(Transport transport, LinkId id, Endpoint listen, Protocol protocol, long seed)
            throws IOException {
        this.id = id;
        this.seed = seed;
        this.protocol = protocol;
        AtomicReference<@Nullable Relay> opened = new AtomicReference<>();
        this.effects = new RelayFaults(
                transport.timers(), seed, opened::get, book, protocol.name().toLowerCase(Locale.ROOT));
        this.faults = faults(transport.epoll(), protocol);
        this.relay = Relay.open(transport, listen, this::tap);
        opened.set(relay);
    }

    static SeatrialLink open(Transport transport, LinkId id, Endpoint listen, Protocol protocol, long seed)
            throws IOException {
        try {
            return new SeatrialLink(transport, id, listen, protocol, seed);
        } catch (IOException e) {
            throw new IOException(
                    "the link " + id + " cannot listen on " + listen + ": " + e.getMessage()
                            + ". Free that address, or let the link take a port of its own with port 0.",
                    e);
        }
    }

    private static Set<Class<? extends Fault>> faults(boolean epoll, Protocol protocol) {
        Stream<Class<? extends Fault>> all =
                Stream.of(Fault.Down.class, Fault.Latency.class, Fault.Blackhole.class, Fault.SlowConnect.class);
        if (epoll) {
            all = Stream.concat(all, Stream.of(Fault.ConnectBlackhole.class));
        }
        if (protocol == Protocol.HTTP) {
            all = Stream.concat(
                    all,
                    Stream.of(
                            Fault.Answer.class,
                            Fault.Garbage.class,
                            Fault.Hang.class,
                            Fault.Duplicate.class,
                            Fault.DropResponse.class,
                            Fault.HalfBody.class,
                            Fault.Truncate.class,
                            Fault.SlowAnswer.class,
                            Fault.Trickle.class));
        }
        return all.collect(Collectors.toUnmodifiableSet());
    }

    private @Nullable Tap tap(Conduit conduit) {
        if (effects.refused()) {
            return null;
        }
        SplittableRandom random = new SplittableRandom(seed ^ conduit.number() * 0x9E3779B97F4A7C15L);
        return protocol == Protocol.HTTP
                ? HttpTap.expecting(conduit, effects.board(), book, random)
                : new ConnectionTap(conduit, effects.board(), book, protocol, random);
    }

    @Override
    public LinkId id() {
        return id;
    }

    @Override
    public Endpoint listen() {
        InetSocketAddress at = relay.address();
        return new Endpoint(at.getAddress().getHostAddress(), at.getPort());
    }

    @Override
    public void connectTo(Endpoint upstream) {
        relay.upstream(upstream);
    }

    @Override
    public Ledger ledger() {
        return book;
    }

    @Override
    public ActiveFault apply(Fault fault) {
        if (!faults.contains(fault.getClass())) {
            throw new UnsupportedOperationException("the link " + id + " (" + protocol + ") cannot take the fault "
                    + fault.getClass().getSimpleName() + "; it takes "
                    + faults.stream().map(Class::getSimpleName).sorted().collect(Collectors.joining(", ")));
        }
        return effects.board().apply(fault);
    }

    @Override
    public Set<Class<? extends Fault>> faults() {
        return faults;
    }

    @Override
    public void close() {
        effects.board().clear();
        relay.close();
    }
}
