package com.example.shop.chassis.events;

import com.example.shop.chassis.database.DatabaseUnavailable;
import com.example.shop.chassis.telemetry.Telemetry;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the events of topics to a handler, one by one and in order.
 *
 * <p>Poison goes to the dead letters. While the database is away, the loop waits for it; whatever else fails is tried five
 * times. Offsets are committed after the effect.
 */
public final class EventLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<String> topics;
    private final DeadLetters deadLetters;
    private final Telemetry telemetry;
    private final Consumer<CloudEvent> handler;
    private final boolean poisonStops;
    private volatile boolean stopped;
    private int failures;

    /** @param poisonStops true retries poison for ever */
    public EventLoop(
            KafkaConsumer<String, byte[]> consumer,
            String group,
            List<String> topics,
            Producer<String, byte[]> producer,
            Telemetry telemetry,
            Consumer<CloudEvent> handler,
            boolean poisonStops) {
        this.consumer = consumer;
        this.topics = List.copyOf(topics);
        this.deadLetters = new DeadLetters(producer, group);
        this.telemetry = telemetry;
        this.handler = handler;
        this.poisonStops = poisonStops;
    }

    @Override
    public void run() {
        try (consumer) {
            consumer.subscribe(topics);
            while (!stopped) {
                try {
                    pollOnce();
                } catch (WakeupException e) {
                    LOG.debug("woken to stop");
                } catch (RuntimeException e) {
                    LOG.warn("reading {} failed, trying again: {}", topics, e.toString());
                    pause();
                }
            }
        }
    }

    /** Lets the event under way finish, then leaves the group. */
    public void stop() {
        stopped = true;
        consumer.wakeup();
    }

    private void pollOnce() {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(500))) {
            if (stopped || !handled(message)) {
                // From here again: what is not committed is delivered anew, and the inbox knows what had its effect.
                consumer.assignment().forEach(this::rewind);
                pause();
                return;
            }
            consumer.commitSync(java.util.Map.of(
                    new TopicPartition(message.topic(), message.partition()),
                    new org.apache.kafka.clients.consumer.OffsetAndMetadata(message.offset() + 1)));
        }
    }

    private void rewind(TopicPartition partition) {
        var committed = consumer.committed(java.util.Set.of(partition)).get(partition);
        if (committed == null) {
            consumer.seekToBeginning(List.of(partition));
        } else {
            consumer.seek(partition, committed.offset());
        }
    }

    private boolean handled(ConsumerRecord<String, byte[]> message) {
        var headers = Kafka.lookup(message.headers());
        try (var span = telemetry.continued(message.topic() + " process", SpanKind.CONSUMER, headers)) {
            span.set("messaging.system", "kafka");
            span.set("messaging.destination.name", message.topic());
            return attempt(message);
        }
    }

    private boolean attempt(ConsumerRecord<String, byte[]> message) {
        try {
            CloudEvent event = CloudEvent.parse(message.value());
            handler.accept(event);
            failures = 0;
            LOG.info("processed {} {} of {}", event.type(), event.id(), event.source());
            return true;
        } catch (DatabaseUnavailable e) {
            LOG.warn("waiting for the database with {} offset {}", message.topic(), message.offset());
            return false;
        } catch (RuntimeException e) {
            failures++;
            boolean poison = e instanceof PoisonEvent;
            if (poison ? poisonStops : failures < ATTEMPTS) {
                LOG.warn("trying {} offset {} again", message.topic(), message.offset(), e);
                return false;
            }
            LOG.error("setting aside {} offset {}: {}", message.topic(), message.offset(), e.toString());
            deadLetters.setAside(message, String.valueOf(e.getMessage()));
            failures = 0;
            return true;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
