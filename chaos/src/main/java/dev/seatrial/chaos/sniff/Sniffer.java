package dev.seatrial.chaos.sniff;

import dev.seatrial.chaos.ledger.ConnectionRow;
import dev.seatrial.link.LinkProvider.Protocol;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads who speaks from the first bytes of a connection, and then no more. What it keeps is bounded; what it does not
 * understand it leaves alone.
 */
final class Sniffer {

    private static final int LIMIT = 10_000;

    /** Says what the first bytes tell, or null if more are needed. */
    interface Reader {
        @Nullable
        Finding read(byte[] fromConsumer, int length);
    }

    /**
     * What was found.
     *
     * @param protocol to be noted, or null to leave it
     * @param detail to be noted, or null to leave it
     * @param skip bytes that are done with; 0 when nothing further is to be read
     */
    record Finding(@Nullable String protocol, @Nullable String detail, int skip) {
        static final Finding NOTHING = new Finding(null, null, 0);
    }

    private final ConnectionRow row;
    private @Nullable Reader reader;
    private byte[] seen = new byte[0];

    Sniffer(ConnectionRow row, Protocol protocol) {
        this.row = row;
        this.reader = switch (protocol) {
            case POSTGRES -> PostgresStart::read;
            case KAFKA -> KafkaStart::read;
            case HTTP, TCP -> TlsStart::read;
        };
    }

    /** Looks at bytes from the consumer without taking them. */
    void look(ByteBuf chunk) {
        if (reader == null) {
            return;
        }
        int take = Math.min(chunk.readableBytes(), LIMIT - seen.length);
        byte[] more = new byte[seen.length + take];
        System.arraycopy(seen, 0, more, 0, seen.length);
        chunk.getBytes(chunk.readerIndex(), more, seen.length, take);
        seen = more;
        while (reader != null) {
            Finding finding = reader.read(seen, seen.length);
            if (finding == null) {
                if (seen.length >= LIMIT) {
                    stop();
                }
                return;
            }
            note(finding);
            if (finding.skip() == 0) {
                stop();
            } else {
                seen = java.util.Arrays.copyOfRange(seen, finding.skip(), seen.length);
            }
        }
    }

    private void note(Finding finding) {
        if (finding.protocol() != null) {
            row.protocol(finding.protocol());
        }
        if (finding.detail() != null) {
            row.detail(finding.detail());
        }
    }

    private void stop() {
        reader = null;
        seen = new byte[0];
    }
}
