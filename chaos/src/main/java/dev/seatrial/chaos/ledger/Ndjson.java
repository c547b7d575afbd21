package dev.seatrial.chaos.ledger;

import dev.seatrial.link.LedgerEntry;
import java.util.List;
import java.util.stream.Collectors;

/** Writes rows as NDJSON: one JSON object a line. */
public final class Ndjson {

    private Ndjson() {}

    /** The rows, a line each. */
    public static String of(List<LedgerEntry> entries) {
        return entries.stream().map(Ndjson::line).collect(Collectors.joining());
    }

    /** One row with its line break. Times are ISO 8601, durations microseconds. */
    public static String line(LedgerEntry entry) {
        JsonLine line = new JsonLine()
                .put("sequence", entry.sequence())
                .put("start", entry.start().toString());
        entry.took().ifPresent(took -> line.put("micros", took.toNanos() / 1_000));
        if (entry instanceof LedgerEntry.Http http) {
            line.put("method", http.method()).put("path", http.path());
            http.status().ifPresent(s -> line.put("status", s));
            http.grpcStatus().ifPresent(s -> line.put("grpcStatus", s));
            line.put("attempt", http.attempt());
            http.requestId().ifPresent(id -> line.put("requestId", id));
            http.traceId().ifPresent(id -> line.put("traceId", id));
            http.idempotencyKey().ifPresent(key -> line.put("idempotencyKey", key));
            line.put("connection", http.connection());
            line.put("requestBytes", http.requestBytes()).put("responseBytes", http.responseBytes());
        } else if (entry instanceof LedgerEntry.Connection connection) {
            line.put("protocol", connection.protocol());
            connection.detail().ifPresent(d -> line.put("detail", d));
            connection.upstreamPort().ifPresent(port -> line.put("upstreamPort", port));
            line.put("upBytes", connection.upBytes()).put("downBytes", connection.downBytes());
        }
        line.put("outcome", entry.outcome().name());
        entry.fault().ifPresent(f -> line.put("fault", f));
        return line.end();
    }
}
