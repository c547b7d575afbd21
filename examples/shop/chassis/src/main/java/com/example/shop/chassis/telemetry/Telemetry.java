package com.example.shop.chassis.telemetry;

import com.example.shop.chassis.config.Settings;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Traces of a service: W3C trace context in and out, spans to {@code OTEL_EXPORTER_OTLP_ENDPOINT} (OTLP over HTTP) where that
 * is set.
 */
public final class Telemetry implements AutoCloseable {

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final TextMapGetter<Function<String, String>> GETTER = new HeaderGetter();

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private Telemetry(SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = provider.get("com.example.shop");
    }

    public static Telemetry of(Settings settings) {
        var resource = Resource.getDefault()
                .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), settings.service())));
        var builder = SdkTracerProvider.builder().setResource(resource);
        settings.optional("OTEL_EXPORTER_OTLP_ENDPOINT").ifPresent(endpoint -> {
            var exporter = OtlpHttpSpanExporter.builder()
                    .setEndpoint(endpoint.replaceAll("/+$", "") + "/v1/traces")
                    .setTimeout(Duration.ofSeconds(2))
                    .build();
            builder.addSpanProcessor(BatchSpanProcessor.builder(exporter)
                    .setScheduleDelay(Duration.ofMillis(200))
                    .build());
        });
        return new Telemetry(builder.build());
    }

    /** A span under way on this thread; closing ends it. */
    public static final class Active implements AutoCloseable {
        private final Span span;
        private final Scope scope;

        private Active(Span span) {
            this.span = span;
            this.scope = span.makeCurrent();
        }

        public void set(String key, String value) {
            span.setAttribute(key, value);
        }

        public void set(String key, long value) {
            span.setAttribute(key, value);
        }

        public void name(String name) {
            span.updateName(name);
        }

        public void failed(String why) {
            span.setStatus(StatusCode.ERROR, why);
        }

        @Override
        public void close() {
            scope.close();
            span.end();
        }
    }

    /** Starts a span that continues the trace of the headers, or a new trace if they carry none. */
    public Active continued(String name, SpanKind kind, Function<String, String> headers) {
        Context parent = W3C.extract(Context.root(), headers, GETTER);
        return new Active(
                tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan());
    }

    /** Starts a span under the current one. */
    public Active child(String name, SpanKind kind) {
        return new Active(tracer.spanBuilder(name).setSpanKind(kind).startSpan());
    }

    /** The trace context of the current span, as headers; empty outside of one. */
    public static Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        W3C.inject(Context.current(), headers, (carrier, key, value) -> carrier.put(key, value));
        return headers;
    }

    @Override
    public void close() {
        provider.close();
    }

    private static final class HeaderGetter implements TextMapGetter<Function<String, String>> {
        @Override
        public Iterable<String> keys(Function<String, String> carrier) {
            return W3C.fields();
        }

        @Override
        public String get(Function<String, String> carrier, String key) {
            return carrier == null ? null : carrier.apply(key);
        }
    }
}
