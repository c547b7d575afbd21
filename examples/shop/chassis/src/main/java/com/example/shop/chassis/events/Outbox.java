package com.example.shop.chassis.events;

import com.example.shop.chassis.database.Sql;
import com.example.shop.chassis.telemetry.Telemetry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/** Events to be published, written in the transaction of what they tell of. {@link OutboxRelay} publishes them. */
public final class Outbox {

    private Outbox() {}

    /** Adds an event with the current trace context. Events of one key are published in their order. */
    public static void add(Connection connection, String topic, String key, CloudEvent event) throws SQLException {
        Sql.update(
                connection,
                "insert into outbox (topic, key, event, traceparent) values (?, ?, ?, ?)",
                topic,
                key,
                new String(event.toJson(), StandardCharsets.UTF_8),
                Telemetry.headers().get("traceparent"));
    }
}
