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
        return new Network();
    }

    private static final class Network implements LinkNetwork {

        private final Transport transport = Transport.open("seatrial-link", 0);
        private final List<SeatrialLink> links = new ArrayList<>();
        private boolean closed;

        @Override
        public synchronized Link open(LinkId id, Endpoint listen, Protocol protocol) throws IOException {
            if (closed) {
                throw new IOException("the link " + id + " cannot be opened: its network is closed");
            }
            SeatrialLink link = SeatrialLink.open(transport, id, listen, protocol);
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
