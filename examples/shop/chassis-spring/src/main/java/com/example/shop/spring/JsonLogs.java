package com.example.shop.spring;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import com.example.shop.chassis.telemetry.LogLine;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;

/** Logs as {@link LogLine}s ({@code logging.structured.format.console}). */
public final class JsonLogs implements StructuredLogFormatter<ILoggingEvent> {

    private final String service;

    JsonLogs(Environment environment) {
        this.service = environment.getProperty("spring.application.name", "unknown");
    }

    @Override
    public String format(ILoggingEvent event) {
        Throwable thrown = event.getThrowableProxy() instanceof ThrowableProxy proxy ? proxy.getThrowable() : null;
        return LogLine.of(
                service,
                event.getInstant(),
                event.getLevel().toString(),
                event.getLoggerName(),
                event.getFormattedMessage(),
                thrown);
    }
}
