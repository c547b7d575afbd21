package dev.seatrial.chaos.http;

import org.jspecify.annotations.Nullable;

/**
 * What was read of a message's head.
 *
 * @param method of a request, empty for an answer
 * @param target of a request as it was sent, empty for an answer
 * @param status of an answer, 0 for a request
 * @param keepsAlive whether the connection outlives the message, by version and {@code Connection}
 * @param chunked whether the last transfer coding is {@code chunked}
 * @param otherCoding whether there is a transfer coding and the last is not {@code chunked}
 * @param contentLength the body's bytes, −1 if not said
 * @param expectsContinue whether {@code Expect: 100-continue} was sent
 * @param upgrade the protocol asked for or switched to
 * @param http2Settings the field {@code HTTP2-Settings} of a request that asks for the upgrade to HTTP/2
 */
record Head(
        String method,
        String target,
        int status,
        boolean keepsAlive,
        boolean chunked,
        boolean otherCoding,
        long contentLength,
        boolean expectsContinue,
        @Nullable String upgrade,
        @Nullable String requestId,
        @Nullable String traceparent,
        @Nullable String idempotencyKey,
        @Nullable String http2Settings) {}
