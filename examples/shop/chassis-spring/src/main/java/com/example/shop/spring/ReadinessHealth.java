package com.example.shop.spring;

import com.example.shop.chassis.service.Readiness;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Actuator's view on {@link Readiness}; it makes up the group {@code readiness}. */
@Component("chassisHealthIndicator")
class ReadinessHealth implements HealthIndicator {

    private final Readiness readiness;

    ReadinessHealth(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public Health health() {
        var obstacles = readiness.obstacles();
        return obstacles.isEmpty()
                ? Health.up().build()
                : Health.outOfService().withDetail("obstacles", obstacles).build();
    }
}
