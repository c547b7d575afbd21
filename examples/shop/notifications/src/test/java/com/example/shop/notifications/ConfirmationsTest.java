package com.example.shop.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.chassis.config.Defects;
import com.example.shop.chassis.config.Settings;
import com.example.shop.chassis.events.CloudEvent;
import com.example.shop.chassis.json.Json;
import com.example.shop.chassis.testing.TestDatabase;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
class ConfirmationsTest {

    private static TestDatabase test;
    private static Confirmations confirmations;

    @BeforeAll
    static void start() {
        test = TestDatabase.migrated();
        Defects none = Defects.of(Settings.of("notifications", Map.of()), Set.of());
        confirmations = new Confirmations(test.database(), none);
    }

    @AfterAll
    static void stop() throws Exception {
        test.close();
    }

    @Test
    void confirmsOnceHoweverOftenTheEventIsDelivered() {
        CloudEvent reserved = stockUpdated("once", "reserved");
        for (int i = 0; i < 5; i++) {
            confirmations.accept(reserved);
        }
        assertThat(sent("once", "confirmed")).isEqualTo(1);
    }

    @Test
    void takesTheSameIdFromAnotherSourceForAnotherEvent() {
        CloudEvent one = stockUpdated("sources", "reserved");
        confirmations.accept(one);
        confirmations.accept(
                new CloudEvent(one.id(), "https://other.example", one.type(), one.subject(), one.time(), one.data()));
        assertThat(sent("sources", "confirmed")).isEqualTo(2);
    }

    @Test
    void saysSoWhenAnOrderCannotBeDelivered() {
        confirmations.accept(stockUpdated("sorry", "out-of-stock"));
        assertThat(sent("sorry", "rejected")).isEqualTo(1);
    }

    private static long sent(String reference, String outcome) {
        return test.count("select count(*) from confirmations where reference = ? and outcome = ?", reference, outcome);
    }

    private static CloudEvent stockUpdated(String reference, String outcome) {
        ObjectNode data = Json.object()
                .put("orderId", UUID.randomUUID().toString())
                .put("customer", "alice")
                .put("reference", reference)
                .put("outcome", outcome);
        data.putObject("line").put("sku", "grinder").put("quantity", 2);
        return CloudEvent.create("inventory", "com.example.shop.stock-updated.v1", "x", data);
    }
}
