package dev.seatrial.chaos.ledger;

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
        @Nullable String idempotencyKey) {}
