package dev.seatrial.chaos.sniff;

import dev.seatrial.chaos.sniff.Sniffer.Finding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the client id of a Kafka connection's first request: "Kafka protocol guide", request header v1 and later. */
final class KafkaStart {

    private static final int HEADER = 14;

    private KafkaStart() {}

    static @Nullable Finding read(byte[] bytes, int length) {
        if (TlsStart.isHello(bytes, length)) {
            return new Finding(null, "tls", 0);
        }
        if (length < HEADER) {
            return null;
        }
        ByteBuffer message = ByteBuffer.wrap(bytes, 0, length);
        int size = message.getInt();
        short apiKey = message.getShort();
        short version = message.getShort();
        int correlation = message.getInt();
        short idLength = message.getShort();
        if (size < HEADER - 4 || apiKey < 0 || apiKey > 1_000 || version < 0 || correlation < 0 || idLength > 1_000) {
            return Finding.NOTHING;
        }
        if (idLength < 0) {
            return Finding.NOTHING;
        }
        return length < HEADER + idLength
                ? null
                : new Finding(null, "client-id=" + new String(bytes, HEADER, idLength, StandardCharsets.UTF_8), 0);
    }
}
