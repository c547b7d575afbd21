package dev.seatrial.chaos.sniff;

import dev.seatrial.chaos.sniff.Sniffer.Finding;
import org.jspecify.annotations.Nullable;

/** Recognises a TLS handshake: RFC 8446, section 5.1. */
final class TlsStart {

    private TlsStart() {}

    static @Nullable Finding read(byte[] bytes, int length) {
        if (length > 0 && bytes[0] != 0x16) {
            return Finding.NOTHING;
        }
        if (length < 3) {
            return null;
        }
        return isHello(bytes, length) ? new Finding("tls", null, 0) : Finding.NOTHING;
    }

    static boolean isHello(byte[] bytes, int length) {
        return length >= 3 && bytes[0] == 0x16 && bytes[1] == 3 && bytes[2] <= 4;
    }
}
