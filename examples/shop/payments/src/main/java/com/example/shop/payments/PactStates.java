package com.example.shop.payments;

import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.database.Sql;
import com.example.shop.chassis.pact.StateChange;
import com.example.shop.chassis.problem.Problem;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Establishes what contracts/pacts presuppose. Only there with {@code PACT_STATES=true}. */
@RestController
@ConditionalOnProperty(name = "PACT_STATES", havingValue = "true")
class PactStates {

    private final Database database;
    private final Payments payments;

    PactStates(Database database, Payments payments) {
        this.database = database;
        this.payments = payments;
    }

    @PostMapping("/_pact/provider-states")
    Map<String, String> establish(@RequestBody byte[] body) {
        StateChange change = StateChange.parse(body);
        if (change.isSetup()) {
            switch (change.state()) {
                case "the caller has a payment" -> replace(change);
                case "an idempotency key is fresh" -> forget(change);
                default -> throw Problem.badRequest("No such provider state.").exception();
            }
        }
        return Map.of();
    }

    private void replace(StateChange change) {
        UUID id = UUID.fromString(change.text("id"));
        Money total = new Money(change.integer("amount"), Money.Currency.EUR);
        NewPayment details = new NewPayment(change.text("reference"), total, "tok_visa");
        Payment payment = new Payment(
                id,
                change.text("customer"),
                details,
                "captured",
                Optional.empty(),
                Instant.parse("2026-01-15T10:00:00Z"));
        database.inTransaction(connection -> {
            Sql.update(connection, "delete from charges where payment_id = ?", id);
            Sql.update(connection, "delete from payments where id = ?", id);
            payments.add(connection, payment);
            payments.charge(connection, id, details);
            return null;
        });
    }

    private void forget(StateChange change) {
        database.with(connection -> Sql.update(
                connection,
                "delete from idempotency_keys where key = ? and operation = ?",
                change.text("key"),
                change.text("operation")));
    }
}
