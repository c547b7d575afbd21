package com.example.shop.spring;

import com.example.shop.chassis.config.Settings;
import com.example.shop.chassis.service.Readiness;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first to be stopped: readiness fails, and for {@code DRAIN_GRACE} (1 s) requests still come in while others take notice.
 * Spring Boot's graceful shutdown then waits for those under way.
 */
@Component
class DrainFirst implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DrainFirst.class);

    private final Readiness readiness;
    private final Duration grace;
    private volatile boolean running;

    DrainFirst(Readiness readiness, Settings settings) {
        this.readiness = readiness;
        this.grace = settings.duration("DRAIN_GRACE", Duration.ofSeconds(1));
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        LOG.info("draining");
        readiness.drain();
        try {
            Thread.sleep(grace.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
