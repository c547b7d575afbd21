package com.example.shop.chassis.telemetry;

import com.example.shop.chassis.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;

/** One line of log: a JSON object with the ids of the current trace. */
public final class LogLine {

    private LogLine() {}

    public static String of(
            String service, Instant time, String level, String logger, String message, Throwable thrown) {
        ObjectNode line = Json.object()
                .put("timestamp", time.toString())
                .put("level", level)
                .put("service", service)
                .put("logger", logger)
                .put("thread", Thread.currentThread().getName())
                .put("message", message);
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            line.put("trace_id", span.getTraceId()).put("span_id", span.getSpanId());
        }
        if (thrown != null) {
            StringWriter stack = new StringWriter();
            thrown.printStackTrace(new PrintWriter(stack));
            line.put("stack", stack.toString());
        }
        return Json.text(line) + "\n";
    }
}
