package dev.seatrial.chaos.http;

import dev.seatrial.chaos.ledger.RequestFacts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Turns a head into what the ledger may keep. */
final class Facts {

    private static final int LONGEST = 2_048;

    private Facts() {}

    static RequestFacts of(Head head) {
        return new RequestFacts(
                head.method(),
                shortened(head.path()),
                head.requestId() == null ? null : shortened(head.requestId()),
                head.traceId(),
                hash(head.idempotencyKey()));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** The first 16 bytes of SHA-256, in hex: enough to compare, too little to tell the key. */
    static @Nullable String hash(@Nullable String key) {
        if (key == null) {
            return null;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
