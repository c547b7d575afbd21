package com.example.shop.inventory;

import com.example.shop.chassis.events.CloudEvent;
import com.example.shop.chassis.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/** What the service tells: contracts/events/com.example.shop.stock-updated.v1.json. */
final class StockEvents {

    static final String TOPIC = "stock-events";

    private StockEvents() {}

    /** @param remaining of a reservation; nothing if there was too little for it */
    static CloudEvent updated(PaidOrder order, OptionalLong remaining) {
        ObjectNode data = Json.object()
                .put("orderId", order.orderId().toString())
                .put("paymentId", order.paymentId())
                .put("customer", order.customer())
                .put("reference", order.reference())
                .put("outcome", remaining.isPresent() ? "reserved" : "out-of-stock")
                .put("remaining", remaining.orElse(0))
                .put("updatedAt", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        data.putObject("line").put("sku", order.sku()).put("quantity", order.quantity());
        return CloudEvent.create(
                "inventory",
                "com.example.shop.stock-updated.v1",
                order.orderId().toString(),
                data);
    }
}
