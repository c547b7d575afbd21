package com.example.shop.chassis.events;

import com.example.shop.chassis.config.Settings;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** How the shop talks to Kafka at {@code KAFKA_BOOTSTRAP}: nothing lost, nothing waited for long. */
public final class Kafka {

    private Kafka() {}

    public static Map<String, Object> producer(Settings settings) {
        Map<String, Object> config = client(settings);
        config.put("key.serializer", StringSerializer.class);
        config.put("value.serializer", ByteArraySerializer.class);
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        config.put("max.block.ms", 2000);
        config.put("request.timeout.ms", 1500);
        config.put("delivery.timeout.ms", 3000);
        config.put("linger.ms", 0);
        return config;
    }

    /** A consumer group starts with the earliest event, and commits only what it has processed. */
    public static Map<String, Object> consumer(Settings settings, String group) {
        Map<String, Object> config = client(settings);
        config.put("key.deserializer", StringDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        config.put("group.id", group);
        config.put("auto.offset.reset", "earliest");
        config.put("enable.auto.commit", false);
        config.put("session.timeout.ms", 6000);
        config.put("heartbeat.interval.ms", 1500);
        config.put("metadata.max.age.ms", 5000);
        config.put("fetch.max.wait.ms", 200);
        return config;
    }

    private static Map<String, Object> client(Settings settings) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", settings.required("KAFKA_BOOTSTRAP"));
        config.put("client.id", settings.service());
        config.put("reconnect.backoff.ms", 100);
        config.put("reconnect.backoff.max.ms", 1000);
        config.put("enable.metrics.push", false);
        return config;
    }

    /** Where a consumer sets aside what it can never process. */
    public static String deadLetters(String topic, String group) {
        return topic + "." + group + ".dlt";
    }

    /** A header lookup, last one first. */
    public static Function<String, String> lookup(Headers headers) {
        return name -> Optional.ofNullable(headers.lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .orElse(null);
    }

    /** Creates the topics that are not there yet; throws if the broker does not answer within 5 s. */
    public static void createTopics(Settings settings, List<String> topics) {
        Map<String, Object> config = client(settings);
        config.put("request.timeout.ms", 2000);
        config.put("default.api.timeout.ms", 5000);
        try (Admin admin = Admin.create(config)) {
            var results = admin.createTopics(topics.stream()
                    .map(name -> new NewTopic(name, Optional.of(1), Optional.empty()))
                    .toList());
            for (var result : results.values().values()) {
                awaitCreation(result);
            }
        }
    }

    private static void awaitCreation(org.apache.kafka.common.KafkaFuture<Void> creation) {
        try {
            creation.get(6, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("no topics yet: " + e.getCause().getMessage(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("no topics yet: the broker does not answer", e);
        }
    }
}
