package com.example.shop.chassis.events;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sets messages aside, with where they came from and why. */
final class DeadLetters {

    private final Producer<String, byte[]> producer;
    private final String group;

    DeadLetters(Producer<String, byte[]> producer, String group) {
        this.producer = producer;
        this.group = group;
    }

    /** Returns when the broker has it; throws if it does not take it. */
    void setAside(ConsumerRecord<String, byte[]> message, String why) {
        var letter = new ProducerRecord<>(Kafka.deadLetters(message.topic(), group), message.key(), message.value());
        message.headers().forEach(letter.headers()::add);
        letter.headers()
                .add("x-original-topic", utf8(message.topic()))
                .add("x-original-partition", utf8(Integer.toString(message.partition())))
                .add("x-original-offset", utf8(Long.toString(message.offset())))
                .add("x-reason", utf8(why));
        try {
            producer.send(letter).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not take a dead letter", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
