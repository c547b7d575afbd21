package com.example.shop.spring;

import com.example.shop.chassis.config.Settings;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.GenericApplicationContext;

/** Starts a service of the shop on Spring Boot. */
public final class SpringService {

    private SpringService() {}

    /** @param settings become a bean */
    public static void run(Class<?> application, Settings settings) {
        SpringApplication spring = new SpringApplication(application);
        spring.setDefaultProperties(Map.of("spring.jmx.enabled", false));
        spring.addInitializers(context ->
                ((GenericApplicationContext) context).registerBean("settings", Settings.class, () -> settings));
        spring.run();
    }
}
