package dev.seatrial.environment.otlp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seatrial.environment.Spans;
import dev.seatrial.link.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/**
 * Takes what services export by OTLP over HTTP, protobuf or JSON. Traces are kept within bounds; metrics and logs are
 * taken and dropped, so that exporters do not complain.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP/HTTP</a>
 */
public final class OtlpReceiver implements AutoCloseable {

    private static final int SPANS = 50_000;
    private static final int BODY = 16 * 1024 * 1024;

    private final SpanStore spans = new SpanStore(SPANS);
    private final AtomicInteger numbers = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(4, work -> {
        Thread thread = new Thread(work, "seatrial-otlp-" + numbers.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;
    private final Endpoint endpoint;

    private OtlpReceiver(HttpServer server, String host) {
        this.server = server;
        this.endpoint = new Endpoint(host, server.getAddress().getPort());
    }

    /**
     * Listens on a free port.
     *
     * @param host the address to listen on
     * @throws IOException if it cannot
     */
    public static OtlpReceiver open(String host) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(host, 0), 0);
        OtlpReceiver receiver = new OtlpReceiver(server, host);
        server.createContext("/", receiver::handle);
        server.setExecutor(receiver.threads);
        server.start();
        return receiver;
    }

    /** Where it listens. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** What has come in. */
    public Spans spans() {
        return spans;
    }

    /**
     * The variables with which a service finds it; those that the owner set are left to the owner.
     *
     * @param service the service's name
     * @param url where the service reaches this receiver
     * @param own what the owner set for the service
     * @see <a href="https://opentelemetry.io/docs/specs/otel/protocol/exporter/">OTLP exporter configuration</a>
     */
    public static Map<String, String> variables(String service, String url, Map<String, String> own) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("OTEL_EXPORTER_OTLP_ENDPOINT", url);
        variables.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        variables.put("OTEL_SERVICE_NAME", service);
        variables.keySet().removeAll(own.keySet());
        return variables;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            String type = header(exchange, "Content-Type");
            boolean json = type.startsWith("application/json");
            Optional<byte[]> body = body(exchange);
            if (body.isEmpty()) {
                exchange.sendResponseHeaders(413, -1);
                return;
            }
            if (exchange.getRequestURI().getPath().endsWith("/v1/traces")) {
                keep(exchange, body.get(), json);
            } else {
                accept(exchange, json);
            }
        }
    }

    private void keep(HttpExchange exchange, byte[] body, boolean json) throws IOException {
        List<Spans.Span> read;
        try {
            read = json ? JsonSpans.read(body) : ProtobufSpans.read(body);
        } catch (IOException notAnExport) {
            exchange.sendResponseHeaders(400, -1);
            return;
        }
        read.forEach(spans::add);
        accept(exchange, json);
    }

    private static void accept(HttpExchange exchange, boolean json) throws IOException {
        byte[] empty = json ? "{}".getBytes(StandardCharsets.US_ASCII) : new byte[0];
        exchange.getResponseHeaders().set("Content-Type", json ? "application/json" : "application/x-protobuf");
        exchange.sendResponseHeaders(200, empty.length == 0 ? -1 : empty.length);
        if (json) {
            exchange.getResponseBody().write(empty);
        }
    }

    private static Optional<byte[]> body(HttpExchange exchange) throws IOException {
        InputStream raw = exchange.getRequestBody();
        InputStream in = header(exchange, "Content-Encoding").equals("gzip") ? new GZIPInputStream(raw) : raw;
        byte[] body = in.readNBytes(BODY + 1);
        return body.length > BODY ? Optional.empty() : Optional.of(body);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value.toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
