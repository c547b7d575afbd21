package com.example.shop.chassis.telemetry;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Sends {@code java.util.logging} to stdout as {@link LogLine}s. */
public final class JulToStdout extends Handler {

    private final String service;
    private final PrintStream out;
    private final SimpleFormatter messages = new SimpleFormatter();

    private JulToStdout(String service, PrintStream out) {
        this.service = service;
        this.out = out;
    }

    public static void install(String service) {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.INFO);
        root.addHandler(new JulToStdout(service, new PrintStream(System.out, true, StandardCharsets.UTF_8)));
        for (String noisy : new String[] {"org.apache.kafka", "org.flywaydb", "com.zaxxer.hikari"}) {
            Logger.getLogger(noisy).setLevel(Level.WARNING);
            KEPT.add(Logger.getLogger(noisy));
        }
    }

    /** Loggers are held weakly by the JDK; without this their levels would be forgotten. */
    private static final java.util.List<Logger> KEPT = new java.util.ArrayList<>();

    @Override
    public void publish(LogRecord record) {
        out.print(LogLine.of(
                service,
                record.getInstant(),
                level(record.getLevel()),
                record.getLoggerName(),
                messages.formatMessage(record),
                record.getThrown()));
    }

    private static String level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "WARN";
        }
        return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
