package com.example.shop.payments;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A payment that was made or declined.
 *
 * @param order that it is for, if it is for one
 */
record Payment(UUID id, String customer, NewPayment details, String status, Optional<UUID> order, Instant createdAt) {

    Payment withStatus(String next) {
        return new Payment(id, customer, details, next, order, createdAt);
    }

    PaymentView view() {
        return new PaymentView(
                id.toString(), details.reference(), details.total(), details.source(), status, createdAt.toString());
    }

    /** A payment as its customer sees it. */
    record PaymentView(String id, String reference, Money total, String source, String status, String createdAt) {}
}
