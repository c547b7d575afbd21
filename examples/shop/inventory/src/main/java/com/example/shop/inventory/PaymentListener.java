package com.example.shop.inventory;

import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.events.CloudEvent;
import com.example.shop.chassis.events.Inbox;
import com.example.shop.chassis.events.Outbox;
import java.util.OptionalLong;

/** Sets stock aside for every order that is paid: once, however often it is told. */
final class PaymentListener {

    private final Database database;
    private final Stock stock;

    PaymentListener(Database database, Stock stock) {
        this.database = database;
        this.stock = stock;
    }

    void accept(CloudEvent event) {
        boolean paidOrder = event.type().equals("com.example.shop.payment-processed.v1")
                && event.required("status").equals("captured")
                && event.data().has("orderId");
        if (!paidOrder) {
            return;
        }
        PaidOrder order = PaidOrder.of(event);
        database.inTransaction(connection -> {
            if (Inbox.first(connection, event)) {
                OptionalLong remaining = stock.reserve(connection, order.orderId(), order.sku(), order.quantity());
                Outbox.add(
                        connection,
                        StockEvents.TOPIC,
                        order.orderId().toString(),
                        StockEvents.updated(order, remaining));
            }
            return null;
        });
    }
}
