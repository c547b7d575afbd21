package com.example.shop.payments;

import com.example.shop.chassis.events.CloudEvent;
import com.example.shop.chassis.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What the service tells: contracts/events/com.example.shop.payment-processed.v1.json. */
final class PaymentEvents {

    static final String TOPIC = "payment-events";

    private PaymentEvents() {}

    /** @param line what was ordered, to be handed on to those who need it */
    static CloudEvent processed(Payment payment, Optional<OrderLine> line) {
        NewPayment details = payment.details();
        ObjectNode data = Json.object()
                .put("paymentId", payment.id().toString())
                .put("customer", payment.customer())
                .put("reference", details.reference())
                .put("status", payment.status())
                .put("processedAt", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        data.putObject("total")
                .put("amount", details.total().amount())
                .put("currency", details.total().currency().name());
        payment.order().ifPresent(id -> data.put("orderId", id.toString()));
        line.ifPresent(
                ordered -> data.putObject("line").put("sku", ordered.sku()).put("quantity", ordered.quantity()));
        return CloudEvent.create(
                "payments",
                "com.example.shop.payment-processed.v1",
                payment.id().toString(),
                data);
    }
}
