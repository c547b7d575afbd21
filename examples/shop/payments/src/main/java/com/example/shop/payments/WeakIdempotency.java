package com.example.shop.payments;

import com.example.shop.chassis.config.Defects;
import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.idempotency.Idempotency;
import com.example.shop.chassis.idempotency.KeyedRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** {@link Idempotency}, with the defects {@code ignores-payload} and {@code check-then-act}; without them, just that. */
final class WeakIdempotency extends Idempotency {

    private final Defects defects;

    WeakIdempotency(Database database, Duration timeToLive, Defects defects) {
        super(database, timeToLive);
        this.defects = defects;
    }

    @Override
    protected boolean samePayload(String claimed, KeyedRequest request) {
        return defects.has("ignores-payload") || super.samePayload(claimed, request);
    }

    @Override
    protected boolean acquire(Connection connection, KeyedRequest request) throws SQLException {
        return defects.has("check-then-act") || super.acquire(connection, request);
    }
}
