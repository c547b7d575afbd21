package dev.seatrial.chaos.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a request's head tells the ledger.
 *
 * @param method such as {@code GET}
 * @param path without its query
 * @param requestId {@code X-Request-Id}
 * @param traceId of {@code traceparent}
 * @param idempotencyKey the key's hash
 */
public record RequestFacts(
        String method,
        String path,
        @Nullable String requestId,
        @Nullable String traceId,
        @Nullable String idempotencyKey) {

    private static final int LONGEST = 2_048;

    /**
     * Takes from fields as they were sent what the ledger may keep.
     *
     * @param target the request's target; its query is left out
     * @param traceparent see W3C Trace Context
     * @param idempotencyKey only its hash is kept
     */
    public static RequestFacts of(
            String method,
            String target,
            @Nullable String requestId,
            @Nullable String traceparent,
            @Nullable String idempotencyKey) {
        return new RequestFacts(
                method,
                shortened(path(target)),
                requestId == null ? null : shortened(requestId),
                traceId(traceparent),
                hash(idempotencyKey));
    }

    /** A target's path: without scheme, authority, query. */
    private static String path(String target) {
        String path = target;
        int scheme = path.indexOf("://");
        if (scheme > 0 && path.charAt(0) != '/') {
            int slash = path.indexOf('/', scheme + 3);
            path = slash < 0 ? "/" : path.substring(slash);
        }
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    private static @Nullable String traceId(@Nullable String traceparent) {
        return traceparent != null && traceparent.length() >= 55 && traceparent.charAt(2) == '-'
                ? traceparent.substring(3, 35)
                : null;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** The first 16 bytes of SHA-256, in hex: enough to compare, too little to tell the key. */
    private static @Nullable String hash(@Nullable String key) {
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
