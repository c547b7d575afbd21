package com.example.shop.spring;

import com.example.shop.chassis.config.Settings;
import com.example.shop.chassis.database.DatabaseUnavailable;
import com.example.shop.chassis.events.Kafka;
import com.example.shop.chassis.events.PoisonEvent;
import com.example.shop.chassis.telemetry.Telemetry;
import org.apache.kafka.common.TopicPartition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Listeners that commit after each event, set poison aside, wait for the database as long as it is away, and try five times
 * whatever else fails. They start when told to.
 */
@Configuration(proxyBeanMethods = false)
@EnableKafka
class ListenerConfiguration {

    private static final long PAUSE_MILLIS = 300;

    @Bean
    ConcurrentKafkaListenerContainerFactory<String, byte[]> kafkaListenerContainerFactory(
            Settings settings, Telemetry telemetry) {
        String group = settings.service();
        var factory = new ConcurrentKafkaListenerContainerFactory<String, byte[]>();
        factory.setConsumerFactory(new DefaultKafkaConsumerFactory<>(Kafka.consumer(settings, group)));
        factory.setAutoStartup(false);
        factory.getContainerProperties().setAckMode(ContainerProperties.AckMode.RECORD);
        factory.getContainerProperties().setStopImmediate(true);
        factory.setRecordInterceptor(new TraceInterceptor(telemetry));
        factory.setCommonErrorHandler(errors(settings, group));
        return factory;
    }

    private static DefaultErrorHandler errors(Settings settings, String group) {
        var producers = new DefaultKafkaProducerFactory<String, byte[]>(Kafka.producer(settings));
        var deadLetters = new DeadLetterPublishingRecoverer(
                new KafkaTemplate<>(producers),
                (message, e) -> new TopicPartition(Kafka.deadLetters(message.topic(), group), -1));
        var errors = new DefaultErrorHandler(deadLetters, new FixedBackOff(PAUSE_MILLIS, 4));
        errors.addNotRetryableExceptions(PoisonEvent.class);
        errors.setBackOffFunction(
                (message, e) -> isAway(e) ? new FixedBackOff(PAUSE_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS) : null);
        return errors;
    }

    private static boolean isAway(Throwable e) {
        return e != null && (e instanceof DatabaseUnavailable || isAway(e.getCause()));
    }
}
