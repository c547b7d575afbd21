package com.example.shop.chassis.service;

import com.example.shop.chassis.config.Settings;
import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.database.Migrations;
import com.example.shop.chassis.events.Kafka;
import com.example.shop.chassis.events.OutboxRelay;
import com.example.shop.chassis.telemetry.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service does beside answering requests: it migrates its schema, watches its database, publishes its outbox, and starts
 * to listen once database and broker are there. Each waits for its dependency as long as it takes; none keeps the process from
 * starting, and none ends it.
 */
public final class Backstage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Backstage.class);
    private static final Duration BEAT = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Settings settings;
    private final Database database;
    private final Readiness readiness;
    private final Producer<String, byte[]> producer;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch migrated = new CountDownLatch(1);

    public Backstage(Settings settings, Database database, Readiness readiness) {
        this.settings = settings;
        this.database = database;
        this.readiness = readiness;
        this.producer = new KafkaProducer<>(Kafka.producer(settings));
    }

    public Producer<String, byte[]> producer() {
        return producer;
    }

    /**
     * Begins.
     *
     * @param topics that the service publishes or reads; they are created
     * @param listen starts the consumers
     */
    public void start(List<String> topics, Runnable listen) {
        run("migrate", () -> {
            untilDone("migrating the schema", () -> Migrations.apply(database));
            readiness.migrated();
            migrated.countDown();
        });
        run("watch-database", () -> {
            do {
                readiness.reachable(database.answers());
            } while (!stopped(PAUSE));
        });
        run("listen", () -> {
            untilDone("creating topics", () -> Kafka.createTopics(settings, topics));
            if (await(migrated)) {
                listen.run();
            }
        });
    }

    /** Publishes the outbox from now on. */
    public void relay(Telemetry telemetry, boolean tracing) {
        OutboxRelay relay = new OutboxRelay(database, telemetry, producer, tracing);
        run("outbox", () -> {
            boolean started = await(migrated);
            while (started && !stopped(BEAT)) {
                untilDone("publishing the outbox", relay::drain);
            }
        });
    }

    /** Does something now and then, once the schema is there. */
    public void every(Duration interval, String what, Runnable task) {
        run(what, () -> {
            boolean started = await(migrated);
            while (started && !stopped(interval)) {
                untilDone(what, task);
            }
        });
    }

    private void untilDone(String what, Runnable task) {
        boolean complained = false;
        boolean done = false;
        while (!done) {
            try {
                task.run();
                done = true;
            } catch (RuntimeException e) {
                if (!complained) {
                    LOG.warn("{} failed, trying until it works: {}", what, e.toString());
                    complained = true;
                }
                done = stopped(PAUSE);
            }
        }
        if (complained) {
            LOG.info("{} works again, or is given up for the end", what);
        }
    }

    private static void run(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private boolean await(CountDownLatch latch) {
        try {
            while (!latch.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                if (stopped(Duration.ZERO)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean stopped(Duration within) {
        try {
            return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        producer.close(Duration.ofSeconds(1));
    }
}
