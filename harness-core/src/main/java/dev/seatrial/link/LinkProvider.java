package dev.seatrial.link;

import java.io.IOException;
import java.util.List;

/** Makes links. Found by {@link java.util.ServiceLoader}; two with one id is an error that names both. */
public interface LinkProvider {

    /** Names the provider, such as {@code seatrial} or {@code toxiproxy}. */
    String id();

    /** Opens an empty network of links. */
    LinkNetwork open() throws IOException;

    /**
     * Opens an empty network of links whose randomness can be replayed.
     *
     * @param seed equal seeds and equal traffic give equal decisions, for providers that can keep this
     */
    default LinkNetwork open(long seed) throws IOException {
        return open();
    }

    /**
     * What its links cannot do that Seatrial's own can, each to complete "its links lack …"; empty for those
     */
    default List<String> lacks() {
        return List.of();
    }

    /** Whether its links tell what went over them. */
    default boolean keepsLedger() {
        return true;
    }

    /** The same provider with every network opened by this seed, so that a run's seed replays the links' decisions too. */
    default LinkProvider seeded(long seed) {
        LinkProvider plain = this;
        return new LinkProvider() {
            @Override
            public String id() {
                return plain.id();
            }

            @Override
            public List<String> lacks() {
                return plain.lacks();
            }

            @Override
            public boolean keepsLedger() {
                return plain.keepsLedger();
            }

            @Override
            public LinkNetwork open() throws IOException {
                return plain.open(seed);
            }
        };
    }

    /** The links of one environment. Closing it ends every connection and frees every port. */
    interface LinkNetwork extends AutoCloseable {

        /**
         * Opens a link. It accepts connections at once; {@link Link#connectTo} tells it later where they go.
         *
         * @param id whose edge it is
         * @param listen where to listen; port 0 for a free one
         * @param protocol what to expect on it
         * @throws IOException if it cannot listen there; the message names the address
         */
        Link open(LinkId id, Endpoint listen, Protocol protocol) throws IOException;

        @Override
        void close();
    }

    /** What is spoken over a link. */
    enum Protocol {
        /** HTTP/1.1, HTTP/2 cleartext; anything else falls back to connection entries. */
        HTTP,
        /** PostgreSQL's protocol. */
        POSTGRES,
        /** Kafka's protocol. */
        KAFKA,
        /** Bytes. */
        TCP
    }
}
