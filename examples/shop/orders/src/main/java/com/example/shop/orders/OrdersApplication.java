package com.example.shop.orders;

import com.example.shop.chassis.config.Defects;
import com.example.shop.chassis.config.Settings;
import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.idempotency.Idempotency;
import com.example.shop.chassis.service.Backstage;
import com.example.shop.chassis.telemetry.Telemetry;
import com.example.shop.spring.ChassisConfiguration;
import com.example.shop.spring.SpringService;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The service that takes orders and follows them. */
@SpringBootApplication(proxyBeanMethods = false)
@Import(ChassisConfiguration.class)
public class OrdersApplication {

    private static final Set<String> DEFECTS = Set.of(
            "undeclared-500",
            "drops-reference",
            "bad-event",
            "no-deadline",
            "retry-storm",
            "drops-in-flight",
            "any-owner");

    public static void main(String[] args) {
        Settings settings = Settings.ofProcess(
                "orders", "PORT", "DATABASE_URL", "KAFKA_BOOTSTRAP", "JWT_PUBLIC_KEY", "INVENTORY_URL");
        Defects defects = Defects.ofProcess(settings, DEFECTS);
        if (defects.has("drops-in-flight")) {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(143)));
        }
        SpringService.run(OrdersApplication.class, settings, defects);
    }

    @Bean
    Idempotency idempotency(Settings settings, Database database, Backstage backstage) {
        var keys = new Idempotency(database, settings.duration("IDEMPOTENCY_KEY_TTL", Duration.ofHours(24)));
        backstage.every(Duration.ofHours(1), "forget-keys", keys::forgetExpired);
        return keys;
    }

    @Bean
    InventoryClient inventory(Settings settings, Telemetry telemetry, Defects defects) {
        return new InventoryClient(settings.required("INVENTORY_URL"), telemetry, InventoryPolicy.of(defects));
    }
}
