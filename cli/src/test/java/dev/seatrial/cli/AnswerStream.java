package dev.seatrial.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests one after the other, each on a connection of its own, counted by which process answered, or how it failed. */
final class AnswerStream implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);
    /** When a process began tells it from every other. */
    private static final Pattern PROCESS = Pattern.compile("(?m)^process_start_time_seconds(?:\\{.*})? (\\S+)$");

    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean over;

    private AnswerStream(URI metrics) {
        thread = new Thread(() -> run(metrics), "answer-stream");
        thread.setDaemon(true);
    }

    /** Asks a service for its metrics until it is closed. */
    static AnswerStream at(URI metrics) {
        AnswerStream stream = new AnswerStream(metrics);
        stream.thread.start();
        return stream;
    }

    /** How often each process answered so far; failures begin with {@code failed}. */
    Map<String, Integer> answers() {
        return new TreeMap<>(answers);
    }

    int count() {
        return answers.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void run(URI metrics) {
        while (!over) {
            answers.merge(ask(metrics), 1, Integer::sum);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static String ask(URI metrics) {
        try {
            HttpURLConnection connection = (HttpURLConnection) metrics.toURL().openConnection();
            connection.setRequestProperty("Connection", "close");
            connection.setConnectTimeout(10_000);
            connection.setReadTimeout(30_000);
            try (InputStream body = connection.getInputStream()) {
                Matcher process = PROCESS.matcher(new String(body.readAllBytes(), StandardCharsets.UTF_8));
                return process.find() ? "process " + process.group(1) : "failed: no process_start_time_seconds";
            }
        } catch (IOException e) {
            return "failed: " + e;
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
