package dev.seatrial.chaos.link;

import dev.seatrial.chaos.flow.Transport;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.link.LinkProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes links that run through this process: the provider {@code seatrial}. */
public final class SeatrialLinks implements LinkProvider {

    @Override
    public String id() {
        return "seatrial";
    }

    @Override
    public LinkNetwork open() {
        return open(1);
    }

    @Override
    public LinkNetwork open(long seed) {
        return new Network(seed);
    }

    private static final class Network implements LinkNetwork {

        private final Transport transport = Transport.open("seatrial-link", 0);
        private final List<SeatrialLink> links = new ArrayList<>();
        private final long seed;
        private boolean closed;

        private Network(long seed) {
            this.seed = seed;
        }

        @Override
        public synchronized Link open(LinkId id, Endpoint listen, Protocol protocol) throws IOException {
            if (closed) {
                throw new IOException("the link " + id + " cannot be opened: its network is closed");
            }
            SeatrialLink link = SeatrialLink.open(
                    transport, id, listen, protocol, seed ^ id.toString().hashCode());
            links.add(link);
            return link;
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                links.forEach(SeatrialLink::close);
                transport.close();
            }
        }
    }
}
