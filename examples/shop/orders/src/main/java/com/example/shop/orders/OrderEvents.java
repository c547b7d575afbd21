package com.example.shop.orders;

import com.example.shop.chassis.events.CloudEvent;
import com.example.shop.chassis.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the service tells: contracts/events/com.example.shop.order-created.v1.json. */
final class OrderEvents {

    static final String TOPIC = "order-events";

    private OrderEvents() {}

    static CloudEvent created(Order order, String channel) {
        NewOrder details = order.details();
        ObjectNode data = Json.object()
                .put("orderId", order.id().toString())
                .put("customer", order.customer())
                .put("reference", details.reference())
                .put("channel", channel)
                .put("placedAt", order.placedAt().toString());
        data.putObject("line").put("sku", details.sku()).put("quantity", details.quantity());
        data.putObject("total")
                .put("amount", details.total().amount())
                .put("currency", details.total().currency().name());
        return CloudEvent.create(
                "orders", "com.example.shop.order-created.v1", order.id().toString(), data);
    }
}
