package com.example.shop.chassis.light;

import com.example.shop.chassis.config.Settings;
import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.events.CloudEvent;
import com.example.shop.chassis.events.EventLoop;
import com.example.shop.chassis.events.Kafka;
import com.example.shop.chassis.http.HttpService;
import com.example.shop.chassis.service.Backstage;
import com.example.shop.chassis.telemetry.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and ends the parts of a service that has no framework to do so. */
public final class LightService {

    private static final Logger LOG = LoggerFactory.getLogger(LightService.class);
    private static final Duration REQUESTS = Duration.ofSeconds(6);

    private final Settings settings;
    private final Telemetry telemetry;
    private final Database database;
    private final Backstage backstage;
    private final HttpService http;

    public LightService(
            Settings settings, Telemetry telemetry, Database database, Backstage backstage, HttpService http) {
        this.settings = settings;
        this.telemetry = telemetry;
        this.database = database;
        this.backstage = backstage;
        this.http = http;
    }

    /**
     * Starts answering and listening, until the process is told to end.
     *
     * @param consumed topics whose events go to {@code handler}
     * @param published topics of its own
     */
    public void run(List<String> consumed, List<String> published, Consumer<CloudEvent> handler, boolean poisonStops) {
        String group = settings.service();
        List<EventLoop> loops = new ArrayList<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(loops), "end"));
        http.start();
        Stream<String> deadLetters = consumed.stream().map(topic -> Kafka.deadLetters(topic, group));
        List<String> topics = Stream.of(consumed.stream(), published.stream(), deadLetters)
                .flatMap(each -> each)
                .toList();
        backstage.start(topics, () -> {
            var consumer = new KafkaConsumer<String, byte[]>(Kafka.consumer(settings, group));
            var loop = new EventLoop(consumer, group, consumed, backstage.producer(), telemetry, handler, poisonStops);
            loops.add(loop);
            new Thread(loop, "events").start();
        });
    }

    private void end(List<EventLoop> loops) {
        LOG.info("draining");
        try {
            http.drain(settings.duration("DRAIN_GRACE", Duration.ofSeconds(1)), REQUESTS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loops.forEach(EventLoop::stop);
        backstage.close();
        telemetry.close();
        database.close();
    }
}
