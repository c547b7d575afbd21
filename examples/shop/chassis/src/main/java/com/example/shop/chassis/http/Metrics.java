package com.example.shop.chassis.http;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What {@code /metrics} tells, under the names that Micrometer uses. */
final class Metrics {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Histogram requests = Histogram.builder()
            .name("http_server_requests_seconds")
            .help("Requests answered, by route and status")
            .labelNames("method", "uri", "status")
            .classicOnly()
            .classicUpperBounds(0.01, 0.05, 0.1, 0.5, 1, 2)
            .register(registry);

    void answered(String method, String route, int status, double seconds) {
        requests.labelValues(method, route, Integer.toString(status)).observe(seconds);
    }

    Response exposition() {
        try (var out = new ByteArrayOutputStream()) {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
            return Response.text(PrometheusTextFormatWriter.CONTENT_TYPE, out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
