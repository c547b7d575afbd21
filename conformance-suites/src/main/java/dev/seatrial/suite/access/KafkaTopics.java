package dev.seatrial.suite.access;

import dev.seatrial.environment.RunningResource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Apache Kafka, at the resource's own address. */
public final class KafkaTopics implements Topics {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public Reader tail(RunningResource broker, String topic) {
        KafkaConsumer<byte[], byte[]> consumer = null;
        try {
            consumer = new KafkaConsumer<>(settings(broker), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            List<PartitionInfo> partitions = consumer.listTopics(PATIENCE).getOrDefault(topic, List.of());
            if (partitions.isEmpty()) {
                throw new AccessException("the broker " + broker.spec().name() + " has no topic \"" + topic + "\"");
            }
            List<TopicPartition> all = partitions.stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToEnd(all);
            for (TopicPartition partition : all) {
                // seekToEnd is lazy; asking for the position fixes the end as it is now.
                consumer.position(partition, PATIENCE);
            }
            return new ConsumerReader(consumer, broker.spec().name());
        } catch (AccessException e) {
            close(consumer);
            throw e;
        } catch (KafkaException e) {
            close(consumer);
            throw new AccessException(
                    "the topic \"" + topic + "\" of " + broker.spec().name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Properties settings(RunningResource broker) {
        Properties settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.direct().toString());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "seatrial");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
        return settings;
    }

    private static void close(
            org.apache.kafka.clients.consumer.@org.jspecify.annotations.Nullable Consumer<?, ?> consumer) {
        if (consumer != null) {
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
        }
    }

    private record ConsumerReader(KafkaConsumer<byte[], byte[]> consumer, String broker) implements Reader {

        @Override
        public List<Message> poll(Duration atMost) throws InterruptedException {
            try {
                return StreamSupport.stream(consumer.poll(atMost).spliterator(), false)
                        .map(ConsumerReader::message)
                        .toList();
            } catch (InterruptException e) {
                throw (InterruptedException) new InterruptedException("interrupted").initCause(e);
            } catch (KafkaException e) {
                throw new AccessException("the broker " + broker + " went away: " + e.getMessage(), e);
            }
        }

        private static Message message(ConsumerRecord<byte[], byte[]> kept) {
            Map<String, String> headers = new LinkedHashMap<>();
            for (Header header : kept.headers()) {
                byte[] value = header.value();
                headers.put(header.key(), value == null ? "" : new String(value, StandardCharsets.UTF_8));
            }
            return new Message(
                    kept.topic(), kept.partition(), kept.offset(), headers, Optional.ofNullable(kept.value()));
        }

        @Override
        public void close() {
            KafkaTopics.close(consumer);
        }
    }
}
