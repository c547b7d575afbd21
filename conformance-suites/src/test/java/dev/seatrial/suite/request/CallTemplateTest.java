package dev.seatrial.suite.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.HttpProbe.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CallTemplateTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static CallTemplate template(String body, String... vary) {
        Request sample = Request.of("POST", URI.create("http://localhost:1/orders?dry=1"))
                .body("application/json", body.getBytes(StandardCharsets.UTF_8));
        return new CallTemplate("createOrder", sample, Set.of(vary), Dialect.of("ietf", "Idempotency-Key"));
    }

    private static JsonNode body(Call call) {
        return JSON.readTree(call.request().body().orElseThrow());
    }

    @Test
    void makesVariedMembersFreshAndLeavesTheOthers() {
        CallTemplate template = template("{\"ref\":\"cart-1\",\"n\":2,\"deep\":{\"ref\":\"x\"}}", "ref", "n", "absent");
        Set<String> refs = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            Call call = template.fresh();
            assertThat(call.members().get("ref")).startsWith("cart-1-").hasSizeLessThanOrEqualTo(33);
            assertThat(body(call).path("n").asInt()).isEqualTo(2);
            assertThat(body(call).path("deep").path("ref").asString()).isEqualTo("x");
            assertThat(body(call).has("absent")).isFalse();
            refs.add(call.members().get("ref"));
        }
        assertThat(refs).hasSize(50);
    }

    @Test
    void aFreshUuidIsAUuid() {
        Call call = template("{\"id\":\"2f1b6c1e-6f0e-4a51-9a35-1f4b3b7a9c11\"}", "id")
                .fresh();
        assertThat(call.members().get("id"))
                .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                .isNotEqualTo("2f1b6c1e-6f0e-4a51-9a35-1f4b3b7a9c11");
    }

    @Test
    void carriesATraceOfItsOwn() {
        Call call = template("{}").fresh();
        assertThat(call.traceId()).matches("[0-9a-f]{32}");
        assertThat(call.request().headers().get("traceparent").get(0))
                .matches("00-" + call.traceId() + "-[0-9a-f]{16}-01");
    }

    @Test
    void changesAVariedMemberFirstThenANumberThenAText() {
        assertThat(other("{\"ref\":\"a\",\"n\":2}", "ref").get().path("n").asInt())
                .isEqualTo(2);
        assertThat(other("{\"t\":\"a\",\"n\":2}").get().path("n").asInt()).isEqualTo(3);
        assertThat(other("{\"t\":\"a\"}").get().path("t").asString()).isEqualTo("ax");
        assertThat(other("{\"t\":true}")).isEmpty();
        assertThat(other("[1]")).isEmpty();
        assertThat(other("no json")).isEmpty();
    }

    private static Optional<JsonNode> other(String body, String... vary) {
        CallTemplate template = template(body, vary);
        Call call = template.fresh();
        Optional<Call> other = template.otherThan(call);
        other.ifPresent(o -> {
            assertThat(body(o)).isNotEqualTo(body(call));
            assertThat(o.traceId()).isEqualTo(call.traceId());
        });
        return other.map(CallTemplateTest::body);
    }

    @Test
    void aRequestOfItsOwnHasAKey() {
        Request one = template("{}").freshRequest();
        Request two = template("{}").freshRequest();
        assertThat(one.headers().get("Idempotency-Key").get(0)).matches("\"[0-9a-f-]{36}\"");
        assertThat(one.headers().get("Idempotency-Key"))
                .isNotEqualTo(two.headers().get("Idempotency-Key"));
    }

    @Test
    void knowsItsRoute() {
        assertThat(template("{}").route()).isEqualTo("POST /orders?dry=1");
        Request get = Request.of("GET", URI.create("http://localhost:1/orders"));
        CallTemplate reading = new CallTemplate("list", get, Set.of(), Optional.empty());
        assertThat(reading.route()).isEqualTo("GET /orders");
        assertThat(reading.freshRequest().headers()).doesNotContainKey("Idempotency-Key");
    }

    @Test
    void varyingAddsToWhatVaries() {
        assertThat(template("{}", "a").varying(Set.of("b")).vary()).isEqualTo(Set.of("a", "b"));
    }
}
