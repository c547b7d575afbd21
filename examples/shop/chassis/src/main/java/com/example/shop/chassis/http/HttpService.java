package com.example.shop.chassis.http;

import com.example.shop.chassis.config.Settings;
import com.example.shop.chassis.database.DatabaseUnavailable;
import com.example.shop.chassis.problem.Problem;
import com.example.shop.chassis.problem.ProblemException;
import com.example.shop.chassis.security.Caller;
import com.example.shop.chassis.security.Tokens;
import com.example.shop.chassis.service.Readiness;
import com.example.shop.chassis.telemetry.Telemetry;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.trace.SpanKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP service on the JDK's own server: routes, bearer tokens, problem details, traces, metrics, health, and an orderly end.
 *
 * <p>{@code /livez} says that the process works, and asks nobody. {@code /readyz} says whether it should get requests.
 */
public final class HttpService {

    private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);
    private static final String PUBLIC = "";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(64);
    private final List<Route> routes = new ArrayList<>();
    private final Metrics metrics = new Metrics();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Tokens tokens;
    private final Telemetry telemetry;
    private final Readiness readiness;

    private HttpService(HttpServer server, Tokens tokens, Telemetry telemetry, Readiness readiness) {
        this.server = server;
        this.tokens = tokens;
        this.telemetry = telemetry;
        this.readiness = readiness;
    }

    /** A service on {@code PORT}, not started yet. */
    public static HttpService of(Settings settings, Tokens tokens, Telemetry telemetry, Readiness readiness)
            throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(settings.port()), 1024);
        HttpService service = new HttpService(server, tokens, telemetry, readiness);
        service.open("GET", "/livez", request -> Response.json(200, Map.of("status", "UP")));
        service.open("GET", "/readyz", request -> service.readyz());
        service.open("GET", "/metrics", request -> service.metrics.exposition());
        return service;
    }

    /** Adds an operation for callers whose token has a scope. */
    public HttpService secured(String method, String template, String scope, Route.Handler handler) {
        routes.add(new Route(method, template, scope, handler));
        return this;
    }

    /** Adds an operation for everybody, before those that are there. */
    public HttpService open(String method, String template, Route.Handler handler) {
        routes.add(0, new Route(method, template, PUBLIC, handler));
        return this;
    }

    public void start() {
        server.setExecutor(threads);
        server.createContext("/", this::exchange);
        server.start();
        LOG.info("listening on port {}", server.getAddress().getPort());
    }

    /**
     * Ends in order: not ready any more, then no more connections, then the requests under way.
     *
     * @param grace how long requests still come in while others take notice
     * @param limit how long requests under way may take
     */
    public void drain(Duration grace, Duration limit) throws InterruptedException {
        readiness.drain();
        Thread.sleep(grace.toMillis());
        long end = System.nanoTime() + limit.toNanos();
        while (inFlight.get() > 0 && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        server.stop(0);
        threads.shutdown();
    }

    private Response readyz() {
        List<String> obstacles = readiness.obstacles();
        return obstacles.isEmpty()
                ? Response.json(200, Map.of("status", "UP"))
                : Response.json(503, Map.of("status", "OUT_OF_SERVICE", "obstacles", obstacles));
    }

    private void exchange(HttpExchange exchange) {
        inFlight.incrementAndGet();
        long start = System.nanoTime();
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            List<Route> here = routes.stream().filter(r -> matches(r, path)).toList();
            String template = here.isEmpty() ? "unknown" : here.get(0).template();
            boolean probe = !here.isEmpty() && here.get(0).scope().isEmpty() && template.endsWith("z");
            if (probe || template.equals("/metrics")) {
                send(exchange, answer(exchange, path, here));
                return;
            }
            int status = traced(exchange, path, template, here);
            metrics.answered(exchange.getRequestMethod(), template, status, (System.nanoTime() - start) / 1e9);
        } catch (IOException e) {
            LOG.info("the client went away: {}", e.getMessage());
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private int traced(HttpExchange exchange, String path, String template, List<Route> here) throws IOException {
        String method = exchange.getRequestMethod();
        var headers = exchange.getRequestHeaders();
        try (var span = telemetry.continued(method + " " + template, SpanKind.SERVER, headers::getFirst)) {
            Response response = answer(exchange, path, here);
            span.set("http.request.method", method);
            span.set("http.route", template);
            span.set("http.response.status_code", response.status());
            if (response.status() >= 500) {
                span.failed("HTTP " + response.status());
            }
            LOG.info("{} {} answered {}", method, template, response.status());
            send(exchange, response);
            return response.status();
        }
    }

    private Response answer(HttpExchange exchange, String path, List<Route> here) {
        try {
            return handle(exchange, path, here);
        } catch (ProblemException e) {
            return Response.of(e.problem());
        } catch (DatabaseUnavailable e) {
            LOG.warn("{}", e.getMessage());
            return Response.of(Problem.unavailable());
        } catch (RuntimeException e) {
            LOG.error("unexpected", e);
            return Response.of(Problem.internal());
        }
    }

    private Response handle(HttpExchange exchange, String path, List<Route> here) {
        if (here.isEmpty()) {
            throw Problem.notFound("Nothing is here.").exception();
        }
        if (exchange.getRequestMethod().equals("OPTIONS")) {
            return Response.allowing(allowed(here) + ", OPTIONS");
        }
        String method = exchange.getRequestMethod().equals("HEAD") ? "GET" : exchange.getRequestMethod();
        Route route = here.stream()
                .filter(each -> each.method().equals(method))
                .findFirst()
                .orElseThrow(() -> Problem.methodNotAllowed(allowed(here)).exception());
        Caller caller = null;
        if (!route.scope().equals(PUBLIC)) {
            caller = tokens.verify(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!caller.scopes().contains(route.scope())) {
                throw Problem.forbidden(route.scope()).exception();
            }
        }
        return route.handler().handle(new Request(exchange, route.match(path).orElseThrow(), caller));
    }

    private static String allowed(List<Route> here) {
        return here.stream()
                .map(Route::method)
                .flatMap(method -> method.equals("GET") ? List.of("GET", "HEAD").stream() : List.of(method).stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static boolean matches(Route route, String path) {
        try {
            return route.match(path).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void send(HttpExchange exchange, Response response) throws IOException {
        var headers = exchange.getResponseHeaders();
        response.headers().forEach(headers::set);
        if (readiness.isDraining()) {
            headers.set("Connection", "close");
        }
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (response.status() == 204) {
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        headers.set("Content-Type", response.contentType());
        if (head) {
            exchange.sendResponseHeaders(response.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(response.status(), response.body().length == 0 ? -1 : response.body().length);
        exchange.getResponseBody().write(response.body());
    }
}
