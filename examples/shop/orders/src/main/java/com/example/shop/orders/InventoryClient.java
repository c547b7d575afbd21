package com.example.shop.orders;

import com.example.shop.chassis.json.Json;
import com.example.shop.chassis.security.Caller;
import com.example.shop.chassis.telemetry.Telemetry;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.opentelemetry.api.trace.SpanKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the inventory for the stock of an article, within a budget of time.
 *
 * <p>An attempt that fails quickly (no connection, 5xx) is repeated after a growing, varying pause while the budget lasts; one
 * that timed out or was answered 4xx is not. A breaker ends the attempts for 2 s when most fail; a bulkhead lets 20 callers wait
 * at a time. Whatever goes wrong, the answer is {@link Availability#UNKNOWN}.
 */
class InventoryClient {

    private static final Logger LOG = LoggerFactory.getLogger(InventoryClient.class);

    private final String baseUrl;
    private final Telemetry telemetry;
    private final InventoryPolicy policy;
    private final HttpClient http;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final Retry retry;

    InventoryClient(String baseUrl, Telemetry telemetry, InventoryPolicy policy) {
        this.baseUrl = baseUrl.replaceAll("/+$", "");
        this.telemetry = telemetry;
        this.policy = policy;
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        this.breaker = CircuitBreaker.of(
                "inventory",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(10)
                        .failureRateThreshold(policy.breaker() ? 50 : 100)
                        .waitDurationInOpenState(Duration.ofSeconds(2))
                        .permittedNumberOfCallsInHalfOpenState(3)
                        .ignoreException(e -> e instanceof Refused)
                        .build());
        this.bulkhead = Bulkhead.of(
                "inventory",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(20)
                        .maxWaitDuration(Duration.ZERO)
                        .build());
        this.retry = Retry.of(
                "inventory",
                RetryConfig.custom()
                        .maxAttempts(policy.attempts())
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(
                                policy.backoff(), policy.attempts() > 3 ? 1.0001 : 2.0, 0.25))
                        .retryOnException(e -> e instanceof QuickFailure)
                        .build());
    }

    /** The availability of so many of an article; never throws, never takes longer than the budget. */
    Availability availability(String sku, int quantity, Caller caller) {
        long end = System.nanoTime() + policy.budget().toNanos();
        try {
            return bulkhead.executeSupplier(() -> retry.executeSupplier(() -> policy.breaker()
                    ? breaker.executeSupplier(() -> ask(sku, quantity, caller, end))
                    : ask(sku, quantity, caller, end)));
        } catch (RuntimeException e) {
            LOG.warn("the stock of {} is unknown: {}", sku, e.getMessage());
            return Availability.UNKNOWN;
        }
    }

    private Availability ask(String sku, int quantity, Caller caller, long end) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + "/availability/" + sku))
                .header("Authorization", "Bearer " + caller.token())
                .header("Accept", "application/json");
        try (var span = telemetry.child("GET /availability/{sku}", SpanKind.CLIENT)) {
            span.set("http.request.method", "GET");
            span.set("peer.service", "inventory");
            Telemetry.headers().forEach(request::header);
            try {
                HttpResponse<byte[]> response = await(request.build(), end);
                span.set("http.response.status_code", response.statusCode());
                return understand(response, quantity);
            } catch (RuntimeException e) {
                span.failed(String.valueOf(e.getMessage()));
                throw e;
            }
        }
    }

    /** Waits for headers and body together: a provider that trickles is as slow as one that is silent. */
    private HttpResponse<byte[]> await(HttpRequest request, long end) {
        long left = Math.min(policy.attempt().toNanos(), end - System.nanoTime());
        if (left <= 0) {
            throw new IllegalStateException("there is no time left for another attempt");
        }
        CompletableFuture<HttpResponse<byte[]>> call = http.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            return call.get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer within " + TimeUnit.NANOSECONDS.toMillis(left) + " ms", e);
        } catch (ExecutionException e) {
            throw new QuickFailure("no answer: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            call.cancel(true);
        }
    }

    private static Availability understand(HttpResponse<byte[]> response, int quantity) {
        int status = response.statusCode();
        if (status == 404) {
            return Availability.OUT_OF_STOCK;
        }
        if (status >= 500) {
            throw new QuickFailure("the inventory answered " + status);
        }
        if (status >= 400) {
            throw new Refused("the inventory answered " + status);
        }
        try {
            JsonNode body = Json.parse(response.body());
            JsonNode stock = body.path("quantity");
            if (status != 200 || !stock.isIntegralNumber()) {
                throw new IllegalStateException("the inventory answered " + status + " without a quantity");
            }
            return stock.longValue() >= quantity ? Availability.IN_STOCK : Availability.OUT_OF_STOCK;
        } catch (IOException e) {
            throw new IllegalStateException("the inventory answered no JSON", e);
        }
    }

    /** A failure that another attempt may mend. */
    private static final class QuickFailure extends RuntimeException {
        QuickFailure(String message) {
            super(message, null, false, false);
        }
    }

    /** An answer that another attempt would not change, and that says nothing against the provider. */
    private static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message, null, false, false);
        }
    }
}
