package com.example.shop.orders;

import com.example.shop.chassis.config.Defects;
import com.example.shop.chassis.events.Outbox;
import com.example.shop.chassis.idempotency.Answer;
import com.example.shop.chassis.idempotency.Idempotency;
import com.example.shop.chassis.idempotency.IdempotencyKey;
import com.example.shop.chassis.idempotency.KeyedRequest;
import com.example.shop.chassis.json.Json;
import com.example.shop.chassis.security.Caller;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Takes an order, once a key: looks at the stock, then writes the order and its event together. */
@Service
class PlaceOrder {

    private final Idempotency idempotency;
    private final InventoryClient inventory;
    private final Orders orders;
    private final Defects defects;

    PlaceOrder(Idempotency idempotency, InventoryClient inventory, Orders orders, Defects defects) {
        this.idempotency = idempotency;
        this.inventory = inventory;
        this.orders = orders;
        this.defects = defects;
    }

    Answer place(Caller caller, IdempotencyKey key, NewOrder details) {
        KeyedRequest request = KeyedRequest.of(caller.subject(), "createOrder", key, details);
        return idempotency.claim(request).orElseGet(() -> {
            // Asked outside the transaction: a slow inventory must not hold connections to the database.
            Availability availability = inventory.availability(details.sku(), details.quantity(), caller);
            return idempotency.once(request, connection -> take(connection, caller, details, availability));
        });
    }

    private Answer take(Connection connection, Caller caller, NewOrder details, Availability availability)
            throws SQLException {
        Order order = new Order(
                UUID.randomUUID(),
                caller.subject(),
                details,
                "pending",
                availability.text(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        orders.add(connection, order);
        Outbox.add(
                connection,
                OrderEvents.TOPIC,
                order.id().toString(),
                OrderEvents.created(order, defects.has("bad-event") ? "carrier-pigeon" : "web"));
        int status = availability == Availability.UNKNOWN ? 202 : 201;
        return Answer.of(status, "/orders/" + order.id(), Json.text(OrderView.of(order)));
    }
}
