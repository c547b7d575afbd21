package dev.seatrial.chaos.ledger;

import dev.seatrial.link.LedgerEntry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection of a protocol that is not read request by request, while it is being written. */
public final class ConnectionRow extends Row {

    private String protocol;
    private @Nullable String detail;
    private @Nullable Integer upstreamPort;
    private long upBytes;
    private long downBytes;

    ConnectionRow(Book book, long sequence, long startNanos, String protocol) {
        super(book, sequence, startNanos);
        this.protocol = protocol;
    }

    /** Counts bytes from the consumer. */
    public synchronized void up(long bytes) {
        upBytes += bytes;
    }

    /** Counts bytes to the consumer. */
    public synchronized void down(long bytes) {
        downBytes += bytes;
    }

    /** What is spoken turned out to be this. */
    public synchronized void protocol(String name) {
        protocol = name;
    }

    /** What the protocol tells of its user. */
    public synchronized void detail(String text) {
        detail = text;
    }

    /** The provider was reached from this port of ours. */
    public synchronized void reachedFrom(int port) {
        upstreamPort = port;
    }

    @Override
    public synchronized LedgerEntry.Connection snapshot() {
        return new LedgerEntry.Connection(
                sequence(),
                start(),
                duration(),
                protocol,
                Optional.ofNullable(detail),
                upBytes,
                downBytes,
                outcome(),
                fault(),
                Optional.ofNullable(upstreamPort));
    }
}
