package com.example.shop.orders;

import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.database.Sql;
import com.example.shop.chassis.pact.StateChange;
import com.example.shop.chassis.problem.Problem;
import java.time.Instant;
import java.util.Map;
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
    private final Orders orders;

    PactStates(Database database, Orders orders) {
        this.database = database;
        this.orders = orders;
    }

    @PostMapping("/_pact/provider-states")
    Map<String, String> establish(@RequestBody byte[] body) {
        StateChange change = StateChange.parse(body);
        if (change.isSetup()) {
            switch (change.state()) {
                case "the caller has an order" -> replace(change);
                case "an order does not exist" -> delete(change);
                case "an idempotency key is fresh" -> forget(change);
                default -> throw Problem.badRequest("No such provider state.").exception();
            }
        }
        return Map.of();
    }

    private void replace(StateChange change) {
        delete(change);
        Money total = new Money(change.integer("amount"), Money.Currency.EUR);
        NewOrder details =
                new NewOrder(change.text("reference"), change.text("sku"), change.integer("quantity"), total, null);
        Order order = new Order(
                UUID.fromString(change.text("id")),
                change.text("customer"),
                details,
                "pending",
                Availability.IN_STOCK.text(),
                Instant.parse("2026-01-15T10:00:00Z"));
        database.inTransaction(connection -> {
            orders.add(connection, order);
            return null;
        });
    }

    private void delete(StateChange change) {
        UUID id = UUID.fromString(change.text("id"));
        database.with(connection -> Sql.update(connection, "delete from orders where id = ?", id));
    }

    private void forget(StateChange change) {
        database.with(connection -> Sql.update(
                connection,
                "delete from idempotency_keys where key = ? and operation = ?",
                change.text("key"),
                change.text("operation")));
    }
}
