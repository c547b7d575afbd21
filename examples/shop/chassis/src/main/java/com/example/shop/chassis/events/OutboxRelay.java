package com.example.shop.chassis.events;

import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.database.Sql;
import com.example.shop.chassis.telemetry.Telemetry;
import io.opentelemetry.api.trace.SpanKind;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what stands in the outbox: at least once, in order, whenever the broker is there again. Of several instances one
 * works at a time.
 */
public final class OutboxRelay {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int BATCH = 100;

    private record Row(long id, String topic, String key, String event, String traceparent) {}

    private final Database database;
    private final Telemetry telemetry;
    private final Producer<String, byte[]> producer;
    private final boolean tracing;

    /** @param tracing false leaves the trace context out of the messages */
    public OutboxRelay(Database database, Telemetry telemetry, Producer<String, byte[]> producer, boolean tracing) {
        this.database = database;
        this.telemetry = telemetry;
        this.producer = producer;
        this.tracing = tracing;
    }

    /** Publishes until there is nothing left. */
    public void drain() {
        while (database.inTransaction(this::publishBatch) == BATCH) {
            LOG.debug("a full batch is published");
        }
    }

    private int publishBatch(Connection connection) throws SQLException {
        boolean mine = Sql.first(
                        connection, row -> row.getBoolean(1), "select pg_try_advisory_xact_lock(hashtext('outbox'))")
                .orElse(false);
        if (!mine) {
            return 0;
        }
        List<Row> rows = Sql.all(
                connection,
                row -> new Row(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)),
                "select id, topic, key, event, traceparent from outbox where published_at is null order by id limit "
                        + BATCH);
        if (!rows.isEmpty()) {
            awaitAll(rows.stream().map(this::send).toList());
            Long[] ids = rows.stream().map(Row::id).toArray(Long[]::new);
            Sql.update(
                    connection,
                    "update outbox set published_at = now() where id = any (?)",
                    connection.createArrayOf("bigint", ids));
        }
        return rows.size();
    }

    private Future<?> send(Row row) {
        Map<String, String> stored = row.traceparent() == null ? Map.of() : Map.of("traceparent", row.traceparent());
        try (var span = telemetry.continued(row.topic() + " publish", SpanKind.PRODUCER, stored::get)) {
            span.set("messaging.system", "kafka");
            span.set("messaging.destination.name", row.topic());
            var message =
                    new ProducerRecord<>(row.topic(), row.key(), row.event().getBytes(StandardCharsets.UTF_8));
            message.headers().add("content-type", CloudEvent.MEDIA_TYPE.getBytes(StandardCharsets.US_ASCII));
            if (tracing) {
                Telemetry.headers()
                        .forEach((name, value) ->
                                message.headers().add(name, value.getBytes(StandardCharsets.US_ASCII)));
            }
            return producer.send(message);
        }
    }

    private static void awaitAll(List<Future<?>> sends) {
        for (Future<?> send : new ArrayList<>(sends)) {
            try {
                send.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(
                        "the broker did not take an event: " + e.getCause().getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while publishing", e);
            }
        }
    }
}
