package com.example.shop.spring;

import com.example.shop.chassis.events.Kafka;
import com.example.shop.chassis.telemetry.Telemetry;
import io.opentelemetry.api.trace.SpanKind;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.RecordInterceptor;

/** A span for every event, in the trace that its headers carry. */
final class TraceInterceptor implements RecordInterceptor<String, byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(TraceInterceptor.class);

    private final Telemetry telemetry;
    private final ThreadLocal<Telemetry.Active> active = new ThreadLocal<>();

    TraceInterceptor(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    @Override
    public ConsumerRecord<String, byte[]> intercept(
            ConsumerRecord<String, byte[]> message, Consumer<String, byte[]> consumer) {
        var headers = Kafka.lookup(message.headers());
        var span = telemetry.continued(message.topic() + " process", SpanKind.CONSUMER, headers);
        span.set("messaging.system", "kafka");
        span.set("messaging.destination.name", message.topic());
        active.set(span);
        return message;
    }

    @Override
    public void success(ConsumerRecord<String, byte[]> message, Consumer<String, byte[]> consumer) {
        LOG.info("processed {} offset {}", message.topic(), message.offset());
    }

    @Override
    public void failure(ConsumerRecord<String, byte[]> message, Exception e, Consumer<String, byte[]> consumer) {
        LOG.warn("{} offset {} failed: {}", message.topic(), message.offset(), String.valueOf(e.getCause()));
        active.get().failed("not processed");
    }

    @Override
    public void afterRecord(ConsumerRecord<String, byte[]> message, Consumer<String, byte[]> consumer) {
        active.get().close();
        active.remove();
    }
}
