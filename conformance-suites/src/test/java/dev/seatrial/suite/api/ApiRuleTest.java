package dev.seatrial.suite.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.suite.api.ApiObservation.Case;
import dev.seatrial.suite.api.ApiObservation.Claim;
import dev.seatrial.suite.api.ApiRule.Flaw;
import dev.seatrial.suite.openapi.ApiDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ApiRuleTest {

    private static final String DESCRIPTION = """
            openapi: 3.1.0
            paths:
              /a:
                get:
                  operationId: a
                  responses:
                    "200":
                      headers:
                        X-Count: { required: true, schema: { type: integer, minimum: 1 } }
                        X-Note: { schema: { type: string, maxLength: 3 } }
                      content:
                        application/json: { schema: { type: object, required: [id] } }
                    "204": {}
                    "304": {}
                    4XX: { content: { "application/*": {} } }
                    "503": {}
              /b:
                get:
                  operationId: b
                  responses:
                    default: { content: { "text/plain": {} } }
            """;

    private final ApiRule rule = new ApiRule(ApiDescription.parse("a.yaml", DESCRIPTION));

    @Test
    void hasNothingToSayOfWhatIsAsDescribed() {
        assertThat(kinds("a", Claim.VALID, 200, "{\"id\": 1}", "x-count", "2", "x-note", "abc"))
                .isEmpty();
        assertThat(kinds("a", Claim.VALID, 204, "")).isEmpty();
        assertThat(kinds("a", Claim.VALID, 503, "")).isEmpty();
        assertThat(kinds("a", Claim.INVALID, 418, "{}")).isEmpty();
        assertThat(rule.flaws(sent("b", Claim.VALID, 299, "x", Map.of("content-type", "text/plain; charset=utf-8"))))
                .isEmpty();
    }

    @Test
    void findsWhatIsWrongWithHeaders() {
        assertThat(kinds("a", Claim.VALID, 200, "{\"id\": 1}")).containsExactly("header missing");
        assertThat(kinds("a", Claim.VALID, 200, "{\"id\": 1}", "x-count", "0"))
                .containsExactly("header not as described");
        assertThat(kinds("a", Claim.VALID, 200, "{\"id\": 1}", "x-count", "many"))
                .containsExactly("header not as described");
        assertThat(kinds("a", Claim.VALID, 200, "{\"id\": 1}", "x-count", "2", "x-note", "long"))
                .containsExactly("header not as described");
    }

    @Test
    void findsWhatIsWrongWithBodies() {
        assertThat(kinds("a", Claim.VALID, 200, "{}", "x-count", "2"))
                .containsExactly("body not as described: required at /id");
        assertThat(kinds("a", Claim.VALID, 200, "{", "x-count", "2")).containsExactly("body is no JSON");
        assertThat(kinds("a", Claim.VALID, 204, "x")).containsExactly("body where none is declared");
        assertThat(rule.flaws(sent("a", Claim.VALID, 200, "<a/>", Map.of("content-type", "text/html", "x-count", "2"))))
                .extracting(Flaw::kind, Flaw::saw, Flaw::expected)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "media type not declared",
                        "status 200 with content type text/html",
                        "one of application/json"));
        assertThat(rule.flaws(sent("a", Claim.VALID, 200, "", Map.of("x-count", "2"))))
                .extracting(Flaw::saw)
                .containsExactly("status 200 with content type (none)");
    }

    @Test
    void findsWhatIsWrongWithTheStatus() {
        assertThat(kinds("a", Claim.VALID, 201, "")).containsExactly("undeclared status 201");
        assertThat(kinds("a", Claim.VALID, 500, "")).containsExactly("valid data ended in 500");
        assertThat(kinds("a", Claim.INVALID, 503, "")).containsExactly("invalid data ended in 503");
        assertThat(kinds("a", Claim.INVALID, 204, "")).containsExactly("invalid data was taken");
        assertThat(kinds("a", Claim.INVALID, 304, "")).containsExactly("invalid data was taken");
        assertThat(kinds("b", Claim.VALID, 500, "x")).contains("valid data ended in 500");
    }

    @Test
    void findsThatNothingWasAnswered() {
        assertThat(kinds("a", Claim.VALID, 0, "")).containsExactly("no answer");
    }

    private List<String> kinds(String operation, Claim claim, int status, String body, String... headers) {
        Map<String, String> all = new TreeMap<>(Map.of("content-type", "application/json"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return rule.flaws(sent(operation, claim, status, body, all)).stream()
                .map(Flaw::kind)
                .toList();
    }

    private static Case sent(String operation, Claim claim, int status, String body, Map<String, String> headers) {
        return new Case(
                operation,
                claim,
                "x",
                new Exchange(
                        "GET",
                        "http://h/a",
                        Map.of(),
                        "",
                        status,
                        headers,
                        body,
                        status == 0 ? "refused" : "",
                        Instant.EPOCH,
                        Duration.ZERO,
                        "curl"));
    }
}
