package com.example.shop.orders;

import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.events.CloudEvent;
import com.example.shop.chassis.events.Inbox;
import com.example.shop.chassis.events.Kafka;
import com.example.shop.chassis.service.Backstage;
import com.example.shop.chassis.telemetry.Telemetry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.stereotype.Component;

/** Follows what becomes of orders at the other services. */
@Component
class ProgressListener {

    private final Database database;
    private final Orders orders;
    private final Backstage backstage;
    private final Telemetry telemetry;
    private final KafkaListenerEndpointRegistry listeners;

    ProgressListener(
            Database database,
            Orders orders,
            Backstage backstage,
            Telemetry telemetry,
            KafkaListenerEndpointRegistry listeners) {
        this.database = database;
        this.orders = orders;
        this.backstage = backstage;
        this.telemetry = telemetry;
        this.listeners = listeners;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        backstage.relay(telemetry, true);
        List<String> topics = List.of(
                OrderEvents.TOPIC,
                "payment-events",
                "stock-events",
                Kafka.deadLetters("payment-events", "orders"),
                Kafka.deadLetters("stock-events", "orders"));
        backstage.start(topics, listeners::start);
    }

    @KafkaListener(topics = {"payment-events", "stock-events"})
    void accept(ConsumerRecord<String, byte[]> message) {
        CloudEvent event = CloudEvent.parse(message.value());
        Optional<String> status = switch (event.type()) {
            case "com.example.shop.payment-processed.v1" ->
                event.data().has("orderId")
                        ? Optional.of(event.required("status").equals("captured") ? "paid" : "rejected")
                        : Optional.empty();
            case "com.example.shop.stock-updated.v1" ->
                Optional.of(event.required("outcome").equals("reserved") ? "confirmed" : "rejected");
            default -> Optional.empty();
        };
        status.ifPresent(next -> advance(event, event.requiredId("orderId"), next));
    }

    private void advance(CloudEvent event, UUID orderId, String status) {
        database.inTransaction(connection -> {
            if (Inbox.first(connection, event)) {
                orders.advance(connection, orderId, status);
            }
            return null;
        });
    }
}
