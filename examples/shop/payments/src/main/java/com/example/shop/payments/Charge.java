package com.example.shop.payments;

import com.example.shop.chassis.config.Defects;
import com.example.shop.chassis.database.Database;
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
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Charges a customer: payment, charge and event are written together, once a key or once an order. */
@Service
class Charge {

    private final Database database;
    private final Idempotency idempotency;
    private final Payments payments;
    private final Defects defects;

    Charge(Database database, Idempotency idempotency, Payments payments, Defects defects) {
        this.database = database;
        this.idempotency = idempotency;
        this.payments = payments;
        this.defects = defects;
    }

    Answer once(Caller caller, IdempotencyKey key, NewPayment details) {
        KeyedRequest request = KeyedRequest.of(caller.subject(), "createPayment", key, details);
        Optional<Answer> earlier = idempotency.claim(request);
        if (earlier.isPresent() && defects.has("charge-twice")) {
            chargeAgain(earlier.get(), details);
        }
        return earlier.orElseGet(() -> idempotency.once(request, connection -> {
            Payment payment = make(connection, caller.subject(), details, Optional.empty());
            Outbox.add(
                    connection,
                    PaymentEvents.TOPIC,
                    payment.id().toString(),
                    PaymentEvents.processed(payment, Optional.empty()));
            return Answer.of(201, "/payments/" + payment.id(), Json.text(payment.view()));
        }));
    }

    /** Makes a payment in a transaction of the caller's. */
    Payment make(Connection connection, String customer, NewPayment details, Optional<UUID> order) throws SQLException {
        Payment payment = new Payment(
                UUID.randomUUID(),
                customer,
                details,
                details.isDeclined() ? "declined" : "captured",
                order,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        payments.add(connection, payment);
        boolean lost = defects.has("lost-charge") && order.isEmpty();
        if (!details.isDeclined() && !lost) {
            payments.charge(connection, payment.id(), details);
        }
        return payment;
    }

    private void chargeAgain(Answer earlier, NewPayment details) {
        UUID paymentId = UUID.fromString(earlier.location().substring("/payments/".length()));
        database.inTransaction(connection -> {
            payments.charge(connection, paymentId, details);
            return null;
        });
    }
}
