package com.example.shop.payments;

import com.example.shop.chassis.config.Defects;
import com.example.shop.chassis.config.Settings;
import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.idempotency.Idempotency;
import com.example.shop.chassis.service.Backstage;
import com.example.shop.spring.ChassisConfiguration;
import com.example.shop.spring.SpringService;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The service that charges customers. */
@SpringBootApplication(proxyBeanMethods = false)
@Import(ChassisConfiguration.class)
public class PaymentsApplication {

    private static final Set<String> DEFECTS = Set.of(
            "charge-twice", "lost-charge", "ignores-payload", "check-then-act", "breaks-trace", "undeclared-status");

    public static void main(String[] args) {
        Settings settings = Settings.ofProcess("payments", "PORT", "DATABASE_URL", "KAFKA_BOOTSTRAP", "JWT_PUBLIC_KEY");
        SpringService.run(PaymentsApplication.class, settings, Defects.ofProcess(settings, DEFECTS));
    }

    @Bean
    Idempotency idempotency(Settings settings, Database database, Backstage backstage, Defects defects) {
        Duration timeToLive = settings.duration("IDEMPOTENCY_KEY_TTL", Duration.ofHours(24));
        var keys = new WeakIdempotency(database, timeToLive, defects);
        backstage.every(Duration.ofHours(1), "forget-keys", keys::forgetExpired);
        return keys;
    }
}
