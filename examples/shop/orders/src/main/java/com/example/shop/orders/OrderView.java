package com.example.shop.orders;

/** An order as its customer sees it. */
record OrderView(
        String id,
        String reference,
        String sku,
        int quantity,
        Money total,
        String note,
        String status,
        String availability,
        String placedAt) {

    static OrderView of(Order order) {
        NewOrder details = order.details();
        return new OrderView(
                order.id().toString(),
                details.reference(),
                details.sku(),
                details.quantity(),
                details.total(),
                details.note(),
                order.status(),
                order.availability(),
                order.placedAt().toString());
    }

    OrderView withoutReference() {
        return new OrderView(id, null, sku, quantity, total, note, status, availability, placedAt);
    }
}
