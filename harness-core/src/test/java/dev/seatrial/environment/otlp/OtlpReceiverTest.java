package dev.seatrial.environment.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.seatrial.environment.Spans.Span;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OtlpReceiverTest {

    private static final String TRACE = "5b8efff798038103d269b633813fc60c";
    private static final String PROTOBUF = "application/x-protobuf";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private OtlpReceiver receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = OtlpReceiver.open("127.0.0.1");
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private HttpResponse<byte[]> post(String path, String type, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + receiver.endpoint() + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        }
        return zipped.toByteArray();
    }

    private static byte[] protobuf(String name) {
        io.opentelemetry.proto.trace.v1.Span span = io.opentelemetry.proto.trace.v1.Span.newBuilder()
                .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(TRACE)))
                .setSpanId(ByteString.copyFrom(HexFormat.of().parseHex("eee19b7ec3c1b174")))
                .setName(name)
                .setKindValue(2)
                .setStartTimeUnixNano(1_544_712_660_000_000_001L)
                .setEndTimeUnixNano(1_544_712_661_000_000_000L)
                .addAttributes(pair("http.route", AnyValue.newBuilder().setStringValue("/orders")))
                .addAttributes(
                        pair("http.response.status_code", AnyValue.newBuilder().setIntValue(201)))
                .build();
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder()
                                .addAttributes(pair(
                                        "service.name", AnyValue.newBuilder().setStringValue("orders"))))
                        .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
                .build()
                .toByteArray();
    }

    private static KeyValue pair(String key, AnyValue.Builder value) {
        return KeyValue.newBuilder().setKey(key).setValue(value).build();
    }

    private Span only() {
        assertThat(receiver.spans().ofTrace(TRACE)).hasSize(1);
        return receiver.spans().ofTrace(TRACE).get(0);
    }

    @Test
    void takesProtobuf() throws Exception {
        assertThat(post("/v1/traces", PROTOBUF, protobuf("POST /orders")).statusCode())
                .isEqualTo(200);
        assertThat(only())
                .isEqualTo(new Span(
                        TRACE,
                        "eee19b7ec3c1b174",
                        "",
                        "orders",
                        "POST /orders",
                        "SERVER",
                        Instant.ofEpochSecond(1_544_712_660, 1),
                        Instant.ofEpochSecond(1_544_712_661),
                        Map.of("http.route", "/orders", "http.response.status_code", "201")));
    }

    @Test
    void takesJson() throws Exception {
        String json = """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"orders"}}]},
                "scopeSpans":[{"spans":[{"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B174",
                "parentSpanId":"EEE19B7EC3C1B173","name":"send","kind":4,"startTimeUnixNano":"1544712660000000001",
                "endTimeUnixNano":"1544712661000000000","attributes":[{"key":"n","value":{"intValue":"7"}}]}]}]}]}
                """;
        HttpResponse<byte[]> answer =
                post("/v1/traces", "application/json; charset=utf-8", json.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("{}");
        assertThat(only())
                .isEqualTo(new Span(
                        TRACE,
                        "eee19b7ec3c1b174",
                        "eee19b7ec3c1b173",
                        "orders",
                        "send",
                        "PRODUCER",
                        Instant.ofEpochSecond(1_544_712_660, 1),
                        Instant.ofEpochSecond(1_544_712_661),
                        Map.of("n", "7")));
    }

    @Test
    void takesWhatIsCompressed() throws Exception {
        post("/v1/traces", PROTOBUF, gzipped(protobuf("zipped")), "Content-Encoding", "gzip");
        assertThat(only().name()).isEqualTo("zipped");
    }

    @Test
    void refusesWhatIsNoExport() throws Exception {
        byte[] nonsense = "ahoy".getBytes(StandardCharsets.UTF_8);
        assertThat(post("/v1/traces", PROTOBUF, nonsense).statusCode()).isEqualTo(400);
        assertThat(post("/v1/traces", "application/json", nonsense).statusCode())
                .isEqualTo(400);
        assertThat(receiver.spans().received()).isZero();
    }

    @Test
    void refusesABodyThatNeverEnds() throws Exception {
        byte[] bomb = gzipped(new byte[17 * 1024 * 1024]);
        assertThat(post("/v1/traces", "application/json", bomb, "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void takesMetricsAndLogsAndForgetsThem() throws Exception {
        assertThat(post("/v1/metrics", PROTOBUF, new byte[0]).statusCode()).isEqualTo(200);
        assertThat(post("/v1/logs", PROTOBUF, new byte[0]).statusCode()).isEqualTo(200);
        assertThat(receiver.spans().received()).isZero();
    }

    @Test
    void cutsLongNames() throws Exception {
        post("/v1/traces", PROTOBUF, protobuf("x".repeat(5_000)));
        assertThat(only().name()).hasSize(1_000);
    }

    @Test
    void leavesToTheOwnerWhatTheOwnerSet() {
        assertThat(OtlpReceiver.variables("orders", "http://r", Map.of("OTEL_SERVICE_NAME", "own")))
                .containsOnly(
                        Map.entry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://r"),
                        Map.entry("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
    }
}
