package com.example.shop.spring;

import com.example.shop.chassis.service.Readiness;
import com.example.shop.chassis.telemetry.Telemetry;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** A span and a line of log for every request; and none is kept on its connection when the service is about to end. */
final class TraceFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(TraceFilter.class);
    private static final Set<String> PROBES = Set.of("/livez", "/readyz", "/metrics");

    private final Telemetry telemetry;
    private final Readiness readiness;

    TraceFilter(Telemetry telemetry, Readiness readiness) {
        this.telemetry = telemetry;
        this.readiness = readiness;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (readiness.isDraining()) {
            response.setHeader("Connection", "close");
        }
        if (PROBES.contains(request.getRequestURI())) {
            chain.doFilter(request, response);
            return;
        }
        String method = request.getMethod();
        try (var span = telemetry.continued(method, SpanKind.SERVER, request::getHeader)) {
            try {
                chain.doFilter(request, response);
            } finally {
                Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
                String route = pattern == null ? "unknown" : pattern.toString();
                span.name(method + " " + route);
                span.set("http.request.method", method);
                span.set("http.route", route);
                span.set("http.response.status_code", response.getStatus());
                if (response.getStatus() >= 500) {
                    span.failed("HTTP " + response.getStatus());
                }
                LOG.info("{} {} answered {}", method, route, response.getStatus());
            }
        }
    }
}
