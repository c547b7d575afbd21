package dev.seatrial.suite.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Finding;
import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.fixture.MemoryTables;
import dev.seatrial.suite.api.ApiObservation.Case;
import dev.seatrial.suite.api.ApiObservation.Claim;
import dev.seatrial.target.Program;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** API-001's judge, from recorded requests. */
class ApiJudgeTest {

    private static final String DESCRIPTION = """
            openapi: 3.1.0
            paths:
              /a: { get: { operationId: a, responses: { "200": {}, "302": {}, "404": {} } } }
              /b: { post: { operationId: b, responses: { "201": {}, "400": {}, "401": {} } } }
            """;

    private final BehaviourMatchesDescription check = new BehaviourMatchesDescription(new MemoryTables());

    @Test
    void countsWhatWasAsked() {
        assertThat(judge(
                        List.of(),
                        sent("a", Claim.VALID, "v", 200, ""),
                        sent("b", Claim.EXAMPLE, "e", 201, "{}"),
                        sent("b", Claim.INVALID, "i", 400, "{")))
                .isEqualTo(
                        new Outcome.Satisfied("2 operations answered 2 valid and 1 invalid requests as a.yaml says"));
        assertThat(judge(List.of(), sent("a", Claim.VALID, "v", 302, ""), sent("b", Claim.VALID, "v", 201, "")))
                .isInstanceOf(Outcome.Satisfied.class);
    }

    @Test
    void showsTheSmallestRequestOfOneFlawAndNamesTheOthers() {
        List<Finding> findings = findings(
                sent("b", Claim.VALID, "large", 500, "{\"n\": 1234567}"),
                sent("b", Claim.VALID, "small", 500, "{}"),
                sent("b", Claim.VALID, "middle", 500, "{\"n\": 1}"),
                sent("b", Claim.VALID, "large", 500, "{\"n\": 1234567}"));
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.did()).isEqualTo("called b (POST /b) with valid data: small: {}");
            assertThat(finding.saw()).isEqualTo("valid data ended in 500: status 500; also with large, middle");
            assertThat(finding.replay()).isEqualTo("curl small");
        });
    }

    @Test
    void goesByTheLengthOfAddressAndBodyTogether() {
        assertThat(findings(
                        sent("a", Claim.VALID, "long address", 500, "", "http://a.test/a?query=1234567890"),
                        sent("a", Claim.VALID, "body", 500, "12345", "http://a.test/a")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.did()).contains("body: 12345"));
        assertThat(findings(
                        sent("a", Claim.VALID, "short address", 500, "123456789", "http://a.test/a"),
                        sent("a", Claim.VALID, "longer address", 500, "", "http://a.test/a?q=1")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.did()).endsWith("with valid data: longer address"));
    }

    @Test
    void tellsFlawsOfDifferentKindsApart() {
        assertThat(findings(sent("b", Claim.VALID, "v", 500, ""), sent("b", Claim.INVALID, "i", 500, "")))
                .extracting(Finding::did)
                .containsExactly("called b (POST /b) with valid data: v", "called b (POST /b) with invalid data: i");
    }

    @Test
    void cannotTellWhereNothingValidWasAccepted() {
        assertThat(judge(
                        List.of("b was not called: no time"),
                        sent("a", Claim.VALID, "v", 404, ""),
                        sent("a", Claim.EXAMPLE, "v", 404, ""),
                        sent("b", Claim.INVALID, "i", 400, "")))
                .isEqualTo(new Outcome.Inconclusive("b was not called: no time; no valid request to a was accepted"
                        + " (404); give its parameters and body examples, link to it from the operation that makes its"
                        + " objects, or let a journey read one; no valid request to b was accepted (none was sent);"
                        + " give its parameters and body examples, link to it from the operation that makes its objects,"
                        + " or let a journey read one"));
        assertThat(((Outcome.Inconclusive) judge(
                                List.of(),
                                sent("a", Claim.VALID, "v", 200, ""),
                                sent("b", Claim.VALID, "v", 400, ""),
                                sent("b", Claim.VALID, "v", 401, "")))
                        .why())
                .isEqualTo("no valid request to b was accepted (400, 401); let it be called by an identity that may,"
                        + " with \"as:\"");
    }

    @Test
    void saysNothingOfAnOperationThatWasNotAskedUnlessItIsSaidWhy() {
        assertThat(judge(List.of(), sent("a", Claim.VALID, "v", 200, ""))).isInstanceOf(Outcome.Satisfied.class);
        assertThat(judge(List.of("b: why"), sent("a", Claim.VALID, "v", 200, "")))
                .isEqualTo(new Outcome.Inconclusive("b: why"));
    }

    @Test
    void looksOnlyAtServicesWithADescription() {
        Service plain = Service.of("plain", new Program.Command(List.of("x")), 1);
        Target target = Target.of(Path.of("/"), "t")
                .withServices(plain, Service.of("told", plain.program(), 2).withOpenapi(Path.of("a.yaml")));
        assertThat(check.subjects(target)).isEqualTo(new Subjects.Some(List.of(Subject.of("told"))));
    }

    private List<Finding> findings(Case... cases) {
        return ((Outcome.Violated) judge(List.of(), cases)).findings();
    }

    private Outcome judge(List<String> unasked, Case... cases) {
        return check.judge(new ApiObservation("a.yaml", DESCRIPTION, "", List.of(cases), unasked));
    }

    private static Case sent(String operation, Claim claim, String what, int status, String body) {
        return sent(operation, claim, what, status, body, "http://a.test/" + operation);
    }

    private static Case sent(String operation, Claim claim, String what, int status, String body, String url) {
        return new Case(
                operation,
                claim,
                what,
                new Exchange(
                        operation.equals("a") ? "GET" : "POST",
                        url,
                        Map.of(),
                        body,
                        status,
                        Map.of(),
                        "",
                        "",
                        Instant.EPOCH,
                        Duration.ZERO,
                        "curl " + what));
    }
}
