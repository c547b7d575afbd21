package com.example.shop.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.shop.chassis.events.CloudEvent;
import com.example.shop.chassis.events.PoisonEvent;
import com.example.shop.chassis.json.Json;
import com.example.shop.chassis.testing.TestDatabase;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
class PaymentListenerTest {

    private static TestDatabase test;
    private static Stock stock;
    private static PaymentListener listener;

    @BeforeAll
    static void start() {
        test = TestDatabase.migrated();
        stock = new Stock(test.database(), OrdersOfOthers.NONE);
        listener = new PaymentListener(test.database(), stock);
    }

    @AfterAll
    static void stop() throws Exception {
        test.close();
    }

    @Test
    void setsStockAsideOnceHoweverOftenItIsTold() {
        stock.set("grinder", 10);
        CloudEvent paid = paid("grinder", 3, "captured");
        listener.accept(paid);
        listener.accept(paid);
        assertThat(stock.of("grinder")).contains(7L);
        assertThat(told(paid, "reserved")).isEqualTo(1);
    }

    @Test
    void tellsWhenThereIsTooLittleAndTakesNothing() {
        stock.set("kettle", 2);
        CloudEvent paid = paid("kettle", 3, "captured");
        listener.accept(paid);
        assertThat(stock.of("kettle")).contains(2L);
        assertThat(told(paid, "out-of-stock")).isEqualTo(1);
    }

    @Test
    void leavesWhatIsNotPaidAlone() {
        stock.set("cup", 5);
        listener.accept(paid("cup", 1, "declined"));
        assertThat(stock.of("cup")).contains(5L);
    }

    @Test
    void refusesAnEventThatLacksWhatItNeeds() {
        CloudEvent paid = paid("cup", 0, "captured");
        assertThatThrownBy(() -> listener.accept(paid))
                .isInstanceOf(PoisonEvent.class)
                .hasMessage("nobody orders 0");
    }

    private static long told(CloudEvent paid, String outcome) {
        return test.count(
                "select count(*) from outbox where key = ? and event like ?",
                paid.required("orderId"),
                "%\"outcome\":\"" + outcome + "\"%");
    }

    private static CloudEvent paid(String sku, int quantity, String status) {
        ObjectNode data = Json.object()
                .put("orderId", UUID.randomUUID().toString())
                .put("paymentId", UUID.randomUUID().toString())
                .put("customer", "alice")
                .put("reference", "cart-1")
                .put("status", status);
        data.putObject("line").put("sku", sku).put("quantity", quantity);
        return CloudEvent.create("payments", "com.example.shop.payment-processed.v1", "x", data);
    }
}
