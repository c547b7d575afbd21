package dev.seatrial.chaos.fault;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a fault's selector may ask of a request.
 *
 * @param path without query
 * @param header gives a field's value by its name, or null
 * @param requestId {@code X-Request-Id}, if sent
 * @param idempotencyKey {@code Idempotency-Key} as it was sent, if it was
 * @param traceId of {@code traceparent}, if sent
 */
public record Asked(
        String method,
        String path,
        UnaryOperator<@Nullable String> header,
        @Nullable String requestId,
        @Nullable String idempotencyKey,
        @Nullable String traceId) {

    /** What all attempts of one request have in common, or null if nothing tells. */
    @Nullable
    String key() {
        if (idempotencyKey != null) {
            return "key " + idempotencyKey;
        }
        if (requestId != null) {
            return "id " + requestId;
        }
        return traceId == null ? null : "trace " + traceId + " " + method + " " + path;
    }
}
