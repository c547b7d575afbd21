package com.example.shop.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.chassis.config.Defects;
import com.example.shop.chassis.config.Settings;
import com.example.shop.chassis.idempotency.Answer;
import com.example.shop.chassis.idempotency.Idempotency;
import com.example.shop.chassis.idempotency.IdempotencyKey;
import com.example.shop.chassis.json.Json;
import com.example.shop.chassis.security.Caller;
import com.example.shop.chassis.telemetry.Telemetry;
import com.example.shop.chassis.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
class PlaceOrderTest {

    private static final Caller ALICE = new Caller("alice", Set.of(), "token");
    private static final NewOrder ORDER =
            new NewOrder("cart-1", "espresso-machine", 2, new Money(4200, Money.Currency.EUR), null);
    private static TestDatabase test;
    private static Orders orders;
    private static PlaceOrder placeOrder;

    @BeforeAll
    static void start() {
        test = TestDatabase.migrated();
        Settings settings = Settings.of("orders", Map.of());
        orders = new Orders(test.database());
        // Nobody listens on port 1: the inventory is down for good.
        InventoryClient inventory =
                new InventoryClient("http://127.0.0.1:1", Telemetry.of(settings), InventoryPolicy.MODEL);
        Idempotency keys = new Idempotency(test.database(), Duration.ofHours(1));
        placeOrder = new PlaceOrder(keys, inventory, orders, Defects.of(settings, Set.of()));
    }

    @AfterAll
    static void stop() throws Exception {
        test.close();
    }

    @Test
    void takesAnOrderWithItsEventEvenWhenTheStockIsUnknown() {
        Answer answer = placeOrder.place(ALICE, key("k1"), ORDER);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(Json.tree(answer.body()).path("availability").textValue()).isEqualTo("unknown");
        Order kept = orders.find(id(answer)).orElseThrow();
        assertThat(kept.details()).isEqualTo(ORDER);
        assertThat(kept.customer()).isEqualTo("alice");
        assertThat(test.count(
                        "select count(*) from outbox where key = ?", kept.id().toString()))
                .isEqualTo(1);
    }

    @Test
    void takesItOnceAKey() {
        Answer first = placeOrder.place(ALICE, key("k2"), ORDER);
        Answer second = placeOrder.place(ALICE, key("k2"), ORDER);
        assertThat(second.replayed()).isTrue();
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(id(placeOrder.place(ALICE, key("k3"), ORDER))).isNotEqualTo(id(first));
    }

    @Test
    void anOrderThatReachedItsEndStaysThere() {
        UUID id = id(placeOrder.place(ALICE, key("k4"), ORDER));
        for (String status : List.of("confirmed", "paid", "rejected")) {
            test.database().inTransaction(connection -> {
                orders.advance(connection, id, status);
                return null;
            });
        }
        assertThat(orders.find(id).orElseThrow().status()).isEqualTo("confirmed");
    }

    private static UUID id(Answer answer) {
        return UUID.fromString(answer.location().substring("/orders/".length()));
    }

    private static IdempotencyKey key(String value) {
        return new IdempotencyKey(value);
    }
}
