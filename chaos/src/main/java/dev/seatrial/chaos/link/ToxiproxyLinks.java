package dev.seatrial.chaos.link;

import dev.seatrial.link.Endpoint;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.link.LinkProvider;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes links that run through a real Toxiproxy: the provider {@code toxiproxy}. Its address is the environment variable
 * {@code TOXIPROXY_URL}, {@code http://127.0.0.1:8474} without it. Such links keep no ledger, so that whatever needs the
 * proof that a fault hit stays inconclusive; they lack the faults that know HTTP, and connects that hang.
 */
public final class ToxiproxyLinks implements LinkProvider {

    private final URI url;

    public ToxiproxyLinks() {
        this(URI.create(System.getenv().getOrDefault("TOXIPROXY_URL", "http://127.0.0.1:8474")));
    }

    /** Uses the server at {@code url}. */
    public ToxiproxyLinks(URI url) {
        this.url = url;
    }

    @Override
    public String id() {
        return "toxiproxy";
    }

    @Override
    public List<String> lacks() {
        return List.of(
                "a ledger of what went over them",
                "the proof that a fault hit",
                "every fault but " + ToxiproxyLink.kinds(),
                "a time to live that outlives this process");
    }

    @Override
    public boolean keepsLedger() {
        return false;
    }

    @Override
    public LinkNetwork open() throws IOException {
        ToxiproxyCalls calls = new ToxiproxyCalls(url);
        calls.call("GET", "/version", "");
        return new Network(calls);
    }

    private static final class Network implements LinkNetwork {

        private final ToxiproxyCalls calls;
        private final List<ToxiproxyLink> links = new ArrayList<>();

        Network(ToxiproxyCalls calls) {
            this.calls = calls;
        }

        @Override
        public synchronized Link open(LinkId id, Endpoint listen, Protocol protocol) throws IOException {
            ToxiproxyLink link = ToxiproxyLink.open(calls, id, listen);
            links.add(link);
            return link;
        }

        @Override
        public synchronized void close() {
            links.forEach(ToxiproxyLink::close);
            links.clear();
        }
    }
}
