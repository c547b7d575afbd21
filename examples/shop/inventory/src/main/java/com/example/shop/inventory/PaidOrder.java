package com.example.shop.inventory;

import com.example.shop.chassis.events.CloudEvent;
import com.example.shop.chassis.events.PoisonEvent;
import java.util.UUID;

/** What the inventory needs to know of a payment. */
record PaidOrder(UUID orderId, String paymentId, String customer, String reference, String sku, int quantity) {

    /** @throws PoisonEvent if the event does not say it */
    static PaidOrder of(CloudEvent event) {
        int quantity = event.requiredInt("/line/quantity");
        if (quantity < 1) {
            throw new PoisonEvent("nobody orders " + quantity);
        }
        return new PaidOrder(
                event.requiredId("orderId"),
                event.required("paymentId"),
                event.required("customer"),
                event.required("reference"),
                event.requiredText("/line/sku"),
                quantity);
    }
}
