package dev.seatrial.link;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row of a ledger. Rows are values: one that is under way is seen as it was when it was read. */
public sealed interface LedgerEntry {

    /** Position in the ledger, ascending by start, from 1. */
    long sequence();

    /** When it started, microseconds. */
    Instant start();

    /** How long it took until its last byte, absent while under way. */
    Optional<Duration> took();

    /** How it ended. */
    Outcome outcome();

    /** The kind of the fault that hit it, such as {@code Blackhole}. */
    Optional<String> fault();

    /** How something on a link ended. */
    enum Outcome {
        /** Not yet. */
        UNDER_WAY,
        /** With a complete answer (HTTP) or an orderly close (connection). */
        COMPLETE,
        /** The consumer went away first. */
        CONSUMER_GONE,
        /** The provider went away first. */
        PROVIDER_GONE,
        /** The provider could not be reached. */
        REFUSED,
        /** A fault decided the end. */
        FAULTED
    }

    /**
     * One HTTP request: of HTTP/1.1, or a stream of cleartext HTTP/2.
     *
     * @param method such as {@code GET}
     * @param path path without its query (a query may hold secrets)
     * @param status absent while there is none
     * @param attempt 1 for the first request with this method, path, request id and trace id, then 2, …; always 1 without ids
     * @param requestId {@code X-Request-Id}, if sent
     * @param traceId trace id of {@code traceparent}, if sent
     * @param idempotencyKey hash of {@code Idempotency-Key}, if sent
     * @param connection the connection's number on this link
     * @param requestBytes bytes of head and body from the consumer
     * @param responseBytes bytes of head and body to the consumer
     * @param grpcStatus {@code grpc-status} of a gRPC call, absent for others and while there is none
     */
    record Http(
            long sequence,
            Instant start,
            @Nullable Duration duration,
            String method,
            String path,
            Optional<Integer> status,
            int attempt,
            Optional<String> requestId,
            Optional<String> traceId,
            Optional<String> idempotencyKey,
            long connection,
            long requestBytes,
            long responseBytes,
            Outcome outcome,
            Optional<String> fault,
            Optional<Integer> grpcStatus)
            implements LedgerEntry {

        /** One that is not a gRPC call. */
        public Http(
                long sequence,
                Instant start,
                @Nullable Duration duration,
                String method,
                String path,
                Optional<Integer> status,
                int attempt,
                Optional<String> requestId,
                Optional<String> traceId,
                Optional<String> idempotencyKey,
                long connection,
                long requestBytes,
                long responseBytes,
                Outcome outcome,
                Optional<String> fault) {
            this(
                    sequence,
                    start,
                    duration,
                    method,
                    path,
                    status,
                    attempt,
                    requestId,
                    traceId,
                    idempotencyKey,
                    connection,
                    requestBytes,
                    responseBytes,
                    outcome,
                    fault,
                    Optional.empty());
        }

        @Override
        public Optional<Duration> took() {
            return Optional.ofNullable(duration);
        }
    }

    /**
     * One connection of another protocol.
     *
     * @param protocol {@code tcp}, {@code tls}, {@code postgres}, {@code kafka}, {@code http} (parsing gave up), …
     * @param detail what the protocol tells of its user, such as {@code user=orders database=orders}
     * @param upBytes from the consumer
     * @param downBytes to the consumer
     * @param upstreamPort the link's own port towards the provider, by which the provider knows the connection; absent where the
     *     provider was not reached, or the port is not known
     */
    record Connection(
            long sequence,
            Instant start,
            @Nullable Duration duration,
            String protocol,
            Optional<String> detail,
            long upBytes,
            long downBytes,
            Outcome outcome,
            Optional<String> fault,
            Optional<Integer> upstreamPort)
            implements LedgerEntry {

        /** One whose port towards the provider is not known. */
        public Connection(
                long sequence,
                Instant start,
                @Nullable Duration duration,
                String protocol,
                Optional<String> detail,
                long upBytes,
                long downBytes,
                Outcome outcome,
                Optional<String> fault) {
            this(sequence, start, duration, protocol, detail, upBytes, downBytes, outcome, fault, Optional.empty());
        }

        @Override
        public Optional<Duration> took() {
            return Optional.ofNullable(duration);
        }
    }
}
