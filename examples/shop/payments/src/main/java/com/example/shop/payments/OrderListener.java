package com.example.shop.payments;

import com.example.shop.chassis.config.Defects;
import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.events.CloudEvent;
import com.example.shop.chassis.events.Inbox;
import com.example.shop.chassis.events.Kafka;
import com.example.shop.chassis.events.Outbox;
import com.example.shop.chassis.events.PoisonEvent;
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

/** Charges for orders that are placed, and gives the money back for those that cannot be delivered. */
@Component
class OrderListener {

    private static final String ON_FILE = "tok_on_file";

    private final Database database;
    private final Charge charge;
    private final Payments payments;
    private final Backstage backstage;
    private final Telemetry telemetry;
    private final Defects defects;
    private final KafkaListenerEndpointRegistry listeners;

    OrderListener(
            Database database,
            Charge charge,
            Payments payments,
            Backstage backstage,
            Telemetry telemetry,
            Defects defects,
            KafkaListenerEndpointRegistry listeners) {
        this.database = database;
        this.charge = charge;
        this.payments = payments;
        this.backstage = backstage;
        this.telemetry = telemetry;
        this.defects = defects;
        this.listeners = listeners;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        backstage.relay(telemetry, !defects.has("breaks-trace"));
        List<String> topics = List.of(
                PaymentEvents.TOPIC,
                "order-events",
                "stock-events",
                Kafka.deadLetters("order-events", "payments"),
                Kafka.deadLetters("stock-events", "payments"));
        backstage.start(topics, listeners::start);
    }

    @KafkaListener(topics = {"order-events", "stock-events"})
    void accept(ConsumerRecord<String, byte[]> message) {
        CloudEvent event = CloudEvent.parse(message.value());
        switch (event.type()) {
            case "com.example.shop.order-created.v1" -> charge(event);
            case "com.example.shop.stock-updated.v1" -> refund(event);
            default -> {}
        }
    }

    private void charge(CloudEvent order) {
        UUID orderId = order.requiredId("orderId");
        String customer = order.required("customer");
        OrderLine line = new OrderLine(order.requiredText("/line/sku"), order.requiredInt("/line/quantity"));
        Money total = new Money(order.requiredInt("/total/amount"), currency(order.requiredText("/total/currency")));
        NewPayment details = new NewPayment(order.required("reference"), total, ON_FILE);
        database.inTransaction(connection -> {
            if (Inbox.first(connection, order)) {
                Payment payment = charge.make(connection, customer, details, Optional.of(orderId));
                Outbox.add(
                        connection,
                        PaymentEvents.TOPIC,
                        orderId.toString(),
                        PaymentEvents.processed(payment, Optional.of(line)));
            }
            return null;
        });
    }

    private void refund(CloudEvent stock) {
        if (!stock.required("outcome").equals("out-of-stock")) {
            return;
        }
        UUID orderId = stock.requiredId("orderId");
        database.inTransaction(connection -> {
            if (Inbox.first(connection, stock)) {
                Optional<Payment> refunded = payments.refund(connection, orderId);
                if (refunded.isPresent()) {
                    Outbox.add(
                            connection,
                            PaymentEvents.TOPIC,
                            orderId.toString(),
                            PaymentEvents.processed(refunded.get(), Optional.empty()));
                }
            }
            return null;
        });
    }

    private static Money.Currency currency(String code) {
        try {
            return Money.Currency.valueOf(code);
        } catch (IllegalArgumentException e) {
            throw new PoisonEvent("the shop takes no " + code);
        }
    }
}
