package dev.seatrial.chaos.ledger;

import dev.seatrial.link.LedgerEntry;
import java.util.Optional;

/** One HTTP request, while it is being written. */
public final class HttpRow extends Row {

    private final RequestFacts facts;
    private final int attempt;
    private final long connection;
    private int status;
    private int grpcStatus = -1;
    private long requestBytes;
    private long responseBytes;

    HttpRow(Book book, long sequence, long startNanos, RequestFacts facts, int attempt, long connection) {
        super(book, sequence, startNanos);
        this.facts = facts;
        this.attempt = attempt;
        this.connection = connection;
    }

    /** Counts bytes from the consumer. */
    public synchronized void requested(long bytes) {
        requestBytes += bytes;
    }

    /** Counts bytes to the consumer. */
    public synchronized void answered(long bytes) {
        responseBytes += bytes;
    }

    /** The answer's status is known. */
    public synchronized void status(int code) {
        status = code;
    }

    /** How a gRPC call ended. */
    public synchronized void grpcStatus(int code) {
        grpcStatus = code;
    }

    /** What the request's head told. */
    public RequestFacts facts() {
        return facts;
    }

    @Override
    public synchronized LedgerEntry.Http snapshot() {
        return new LedgerEntry.Http(
                sequence(),
                start(),
                duration(),
                facts.method(),
                facts.path(),
                status == 0 ? Optional.empty() : Optional.of(status),
                attempt,
                Optional.ofNullable(facts.requestId()),
                Optional.ofNullable(facts.traceId()),
                Optional.ofNullable(facts.idempotencyKey()),
                connection,
                requestBytes,
                responseBytes,
                outcome(),
                fault(),
                grpcStatus < 0 ? Optional.empty() : Optional.of(grpcStatus));
    }
}
