package dev.seatrial.chaos.toxiproxy;

import dev.seatrial.chaos.fault.FaultBoard;
import dev.seatrial.chaos.fault.FaultedTap;
import dev.seatrial.chaos.fault.RelayFaults;
import dev.seatrial.chaos.flow.Conduit;
import dev.seatrial.chaos.flow.Relay;
import dev.seatrial.chaos.flow.Tap;
import dev.seatrial.chaos.flow.Transport;
import dev.seatrial.chaos.http.HttpTap;
import dev.seatrial.chaos.ledger.Book;
import dev.seatrial.chaos.sniff.ConnectionTap;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.LinkProvider.Protocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A proxy of the API. Guarded by the lock of its {@link Proxies}, but for what connections read. */
final class Proxy {

    private static final Endpoint NOBODY = new Endpoint("invalid.", 1);

    /** Off only to measure what reading costs: rows are then of connections. */
    private static final boolean READS_HTTP = !Boolean.getBoolean("seatrial.proxy.unread");

    private final Transport transport;
    private final String name;
    private final long seed;
    private final Book book = new Book();
    private final RelayFaults effects;
    private String listen;
    private String upstream;
    private volatile @Nullable Relay relay;
    private volatile List<Toxic> toxics = List.of();

    Proxy(Transport transport, String name, String listen, String upstream, long seed) {
        this.transport = transport;
        this.name = name;
        this.listen = listen;
        this.upstream = upstream;
        this.seed = seed;
        this.effects = new RelayFaults(transport.timers(), seed, () -> relay, book, "tcp");
    }

    String name() {
        return name;
    }

    String listen() {
        return listen;
    }

    String upstream() {
        return upstream;
    }

    boolean enabled() {
        return relay != null;
    }

    @Nullable
    Relay relay() {
        return relay;
    }

    Book book() {
        return book;
    }

    FaultBoard faults() {
        return effects.board();
    }

    /** Whether a listen address or upstream is another than this proxy's. */
    boolean differs(String otherListen, String otherUpstream) throws ApiError {
        String resolved =
                otherListen.isEmpty() ? ":0" : GoAddress.resolve(otherListen).toString();
        return !listen.equals(resolved) || !upstream.equals(otherUpstream);
    }

    /** Starts to listen, if it does not yet. */
    void start() throws ApiError {
        if (relay != null) {
            return;
        }
        GoAddress at;
        try {
            at = GoAddress.resolve(listen);
        } catch (ApiError e) {
            throw new ApiError(e.status(), "listen tcp: " + e.getMessage());
        }
        try {
            Relay opened = Relay.open(transport, at.endpoint(), this::tap);
            opened.upstream(target(upstream));
            listen = at.listening(opened.address().getPort());
            relay = opened;
        } catch (IOException e) {
            throw new ApiError(500, "listen tcp " + at + ": bind: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        String last = message.substring(message.lastIndexOf(": ") < 0 ? 0 : message.lastIndexOf(": ") + 2);
        return last.toLowerCase(Locale.ROOT);
    }

    /** Where connections shall go; what cannot be read is a host that nobody has, so that connections fail, not the call. */
    private static Endpoint target(String upstream) {
        try {
            Endpoint parsed = Endpoint.parse(upstream);
            return parsed.host().isEmpty() ? new Endpoint("127.0.0.1", parsed.port()) : parsed;
        } catch (IllegalArgumentException e) {
            return upstream.startsWith(":") && upstream.substring(1).matches("\\d{1,5}")
                    ? new Endpoint("127.0.0.1", Math.min(65_535, Integer.parseInt(upstream.substring(1))))
                    : NOBODY;
        }
    }

    /** Stops to listen and ends every connection. */
    void stop() {
        Relay running = relay;
        relay = null;
        if (running != null) {
            running.close();
        }
    }

    /** Changes it; a new address restarts it. */
    void update(String newListen, String newUpstream, boolean newEnabled) throws ApiError {
        if (differs(newListen, newUpstream)) {
            stop();
            listen = newListen;
            upstream = newUpstream;
        }
        if (newEnabled && relay == null) {
            start();
        } else if (!newEnabled) {
            stop();
        }
    }

    List<Toxic> toxics() {
        return toxics;
    }

    Toxic toxic(String toxicName) throws ApiError {
        return toxics.stream()
                .filter(t -> t.name().equals(toxicName))
                .findFirst()
                .orElseThrow(ApiError::toxicNotFound);
    }

    Toxic add(byte[] body) throws ApiError {
        Toxic toxic =
                Toxic.parse(body, n -> toxics.stream().anyMatch(t -> t.name().equals(n)));
        List<Toxic> longer = new ArrayList<>(toxics);
        longer.add(toxic);
        toxics = List.copyOf(longer);
        each(tap -> tap.add(toxic));
        return toxic;
    }

    Toxic change(String toxicName, byte[] body) throws ApiError {
        Toxic toxic = toxic(toxicName);
        toxic.change(body);
        each(tap -> tap.update(toxic));
        return toxic;
    }

    void remove(Toxic toxic) {
        toxics = toxics.stream().filter(t -> t != toxic).toList();
        each(tap -> tap.remove(toxic));
    }

    private void each(Consumer<ToxicTap> action) {
        Relay running = relay;
        if (running != null) {
            running.each(conduit -> {
                if (conduit.tap() instanceof ToxicTap tap && !conduit.over()) {
                    action.accept(tap);
                }
            });
        }
    }

    private @Nullable Tap tap(Conduit conduit) {
        if (effects.refused()) {
            return null;
        }
        SplittableRandom random = new SplittableRandom(seed ^ conduit.number() * 0x9E3779B97F4A7C15L);
        FaultedTap observer = READS_HTTP
                ? HttpTap.guessing(conduit, effects.board(), book, random.split())
                : new ConnectionTap(conduit, effects.board(), book, Protocol.TCP, random.split());
        return new ToxicTap(observer, random, this::toxics);
    }

    /** The toxics, those on the way up first. */
    String toxicsJson() {
        List<Toxic> now = toxics;
        return Stream.concat(now.stream().filter(Toxic::upstream), now.stream().filter(t -> !t.upstream()))
                .map(Toxic::json)
                .collect(Collectors.joining(",", "[", "]"));
    }

    String json() {
        return "{\"name\":" + GoText.quote(name) + ",\"listen\":" + GoText.quote(listen) + ",\"upstream\":"
                + GoText.quote(upstream) + ",\"enabled\":" + enabled() + ",\"Logger\":{},\"toxics\":" + toxicsJson()
                + "}";
    }
}
