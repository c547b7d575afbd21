package dev.seatrial.chaos.link;

import static dev.seatrial.chaos.Eventually.eventually;

import dev.seatrial.chaos.Peer;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.link.LinkProvider.LinkNetwork;
import dev.seatrial.link.LinkProvider.Protocol;
import java.io.IOException;
import java.util.List;

/** A link with a provider behind it, for one test. */
final class LinkRig implements AutoCloseable {

    final Peer.Host provider = new Peer.Host();
    final LinkNetwork network = new SeatrialLinks().open();
    final Link link;

    LinkRig(Protocol protocol) throws IOException {
        link = network.open(new LinkId("orders", "inventory"), new Endpoint("127.0.0.1", 0), protocol);
        link.connectTo(provider.endpoint());
    }

    Peer connect() throws IOException {
        return Peer.connect(link.listen());
    }

    /** The only row, once it has ended. */
    LedgerEntry.Http request() {
        return requests(1).get(0);
    }

    /** That many requests, once all have ended. */
    List<LedgerEntry.Http> requests(int count) {
        return eventually(
                () -> link.ledger().requestsSince(new dev.seatrial.link.Ledger.Mark(0)),
                all -> all.size() == count
                        && all.stream().allMatch(r -> r.took().isPresent()));
    }

    /** The only connection's row, once it has ended. */
    LedgerEntry.Connection connection() {
        return (LedgerEntry.Connection) eventually(
                        () -> link.ledger().entries(),
                        all -> all.size() == 1
                                && all.get(0) instanceof LedgerEntry.Connection
                                && all.get(0).took().isPresent())
                .get(0);
    }

    @Override
    public void close() throws IOException {
        network.close();
        provider.close();
    }
}
