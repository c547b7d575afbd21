package com.example.shop.spring;

import com.example.shop.chassis.config.Defects;
import com.example.shop.chassis.config.Settings;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.GenericApplicationContext;

/** Starts a service of the shop on Spring Boot. */
public final class SpringService {

    private SpringService() {}

    /**
     * Starts it.
     *
     * @param settings become a bean
     * @param defects become a bean
     */
    public static void run(Class<?> application, Settings settings, Defects defects) {
        SpringApplication spring = new SpringApplication(application);
        spring.setDefaultProperties(Map.of("spring.jmx.enabled", false));
        spring.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean("settings", Settings.class, () -> settings);
            beans.registerBean("defects", Defects.class, () -> defects);
        });
        spring.run();
    }
}
