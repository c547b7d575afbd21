package com.example.shop.chassis.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The configuration of a service: environment variables, and nothing else. */
public final class Settings {

    private final String service;
    private final Map<String, String> environment;

    private Settings(String service, Map<String, String> environment) {
        this.service = service;
        this.environment = Map.copyOf(environment);
    }

    /**
     * The settings of a service.
     *
     * @param required variables that must be set and not blank
     * @throws MissingSettings naming every required variable that is not there
     */
    public static Settings of(String service, Map<String, String> environment, String... required) {
        List<String> missing = Stream.of(required)
                .filter(name -> environment.getOrDefault(name, "").isBlank())
                .toList();
        if (!missing.isEmpty()) {
            throw new MissingSettings(service, missing);
        }
        return new Settings(service, environment);
    }

    /** As {@link #of}, from the process's environment; ends the process with exit code 2 if something is missing. */
    public static Settings ofProcess(String service, String... required) {
        try {
            return of(service, System.getenv(), required);
        } catch (MissingSettings e) {
            System.err.println(e.getMessage());
            System.exit(2);
            throw e;
        }
    }

    public String service() {
        return service;
    }

    /** The value of a variable that {@link #of} has required. */
    public String required(String name) {
        return optional(name).orElseThrow(() -> new MissingSettings(service, List.of(name)));
    }

    public Optional<String> optional(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    public boolean enabled(String name) {
        return optional(name).map(Boolean::parseBoolean).orElse(false);
    }

    /** A duration in ISO 8601, such as {@code PT24H}. */
    public Duration duration(String name, Duration otherwise) {
        try {
            return optional(name).map(Duration::parse).orElse(otherwise);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    service + ": " + name + "=" + optional(name).orElse("") + " is no ISO 8601 duration such as PT24H",
                    e);
        }
    }

    public int port() {
        return Integer.parseInt(required("PORT"));
    }

    /** A required setting is not there. */
    public static final class MissingSettings extends IllegalStateException {
        MissingSettings(String service, List<String> names) {
            super(service + " cannot start: set the environment variable" + (names.size() == 1 ? " " : "s ")
                    + String.join(", ", names));
        }
    }
}
