package com.example.shop.spring;

import com.example.shop.chassis.config.Settings;
import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.service.Backstage;
import com.example.shop.chassis.service.Readiness;
import com.example.shop.chassis.telemetry.Telemetry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The parts of the chassis as beans. A service imports this and adds a bean {@link Settings}. */
@Configuration(proxyBeanMethods = false)
@Import({
    TokenConfiguration.class,
    ListenerConfiguration.class,
    WebConfiguration.class,
    Problems.class,
    ReadinessHealth.class,
    DrainFirst.class
})
public class ChassisConfiguration {

    @Bean
    Telemetry telemetry(Settings settings) {
        return Telemetry.of(settings);
    }

    @Bean
    Readiness readiness() {
        return new Readiness();
    }

    @Bean
    Database database(Settings settings) {
        return Database.of(settings, 20);
    }

    @Bean
    Backstage backstage(Settings settings, Database database, Readiness readiness) {
        return new Backstage(settings, database, readiness);
    }
}
