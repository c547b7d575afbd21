package dev.seatrial.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Finding;
import dev.seatrial.check.Outcome;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The forms for other programs: JUnit XML, Markdown, SARIF, workflow commands. */
class FormsTest {

    private static final Report RICH = SampleReport.rich();
    private static final String HOSTILE = "<b>&]]>\u0000\u001b[31m \uD83D\uDEA2 | `x` ::error::%0A\nnext, line: here";

    private static Report hostile() {
        return RICH.withResults(List.of(SampleReport.result(
                "IDEMP-002",
                "pay|ments/<POST>",
                "a rule",
                new Outcome.Violated(List.of(new Finding(HOSTILE, HOSTILE, HOSTILE, HOSTILE, "```" + HOSTILE))))));
    }

    @Test
    void surefireReadsTheJunitReport() throws Exception {
        List<ReportTestSuite> suites = new TestSuiteXmlParser(new NullConsoleLogger())
                .parse(new InputStreamReader(
                        new ByteArrayInputStream(new JunitWriter().text(RICH).getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8));

        assertThat(suites)
                .extracting(ReportTestSuite::getFullClassName)
                .containsExactly("shop.idempotency", "shop.resilience", "shop.service");
        ReportTestSuite idempotency = suites.get(0);
        assertThat(idempotency.getNumberOfTests()).isEqualTo(4);
        assertThat(idempotency.getNumberOfFailures()).isEqualTo(1);
        assertThat(idempotency.getNumberOfErrors()).isEqualTo(1);
        ReportTestCase violated = idempotency.getTestCases().get(1);
        assertThat(violated.getName()).isEqualTo("IDEMP-002 payments/createPayment");
        assertThat(violated.hasFailure()).isTrue();
        assertThat(violated.getFailureMessage()).startsWith("2 rows in payments");
        assertThat(violated.getFailureDetail()).contains("expected: 1 row", "replay: curl ");
        assertThat(suites.get(2).getNumberOfSkipped())
                .as("waived and inapplicable")
                .isEqualTo(2);
    }

    @Test
    void junitCountsAddUpAndElementsStandInTheOrderOfTheSchemas() throws Exception {
        Document xml = xml(new JunitWriter().text(RICH));
        Element root = xml.getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("testsuites");
        assertThat(root.getAttribute("tests")).isEqualTo("11");
        assertThat(root.getAttribute("failures")).isEqualTo("2");
        assertThat(root.getAttribute("errors")).isEqualTo("2");
        Element suite = (Element) root.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("timestamp")).isEqualTo("2026-11-22T12:00:00");
        assertThat(suite.getAttribute("time")).matches("\\d+\\.\\d{3}");
        Element first = (Element) suite.getElementsByTagName("*").item(0);
        assertThat(first.getTagName()).isEqualTo("properties");
        for (int i = 0; i < root.getElementsByTagName("testcase").getLength(); i++) {
            Element testcase = (Element) root.getElementsByTagName("testcase").item(i);
            assertThat(testcase.getAttribute("classname")).startsWith("shop.");
            assertThat(testcase.getElementsByTagName("*").getLength()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void junitStaysXmlWhateverAServiceAnswers() throws Exception {
        Element failure = (Element) xml(new JunitWriter().text(hostile()))
                .getElementsByTagName("failure")
                .item(0);
        assertThat(failure.getTextContent()).contains("<b>&]]>\uFFFD\uFFFD[31m \uD83D\uDEA2");
    }

    @Test
    void markdownSaysTheVerdictAndEachFinding() {
        assertThat(new MarkdownWriter().text(RICH))
                .startsWith("## Seatrial: shop – VIOLATES\n\n2 violated, 2 inconclusive, 5 satisfied, 1 inapplicable,"
                        + " 1 waived · environment processes · profile core · 42.3 s · seed 734512986\n")
                .contains("### IDEMP-002 payments/createPayment\n", "- **expected** 1 row, and the first answer again")
                .contains("```sh\ncurl ")
                .contains("| inconclusive | RES-001 orders/inventory |", "| waived | HEALTH-001 notifications |")
                .contains("&lt;script>");
    }

    @Test
    void markdownKeepsAServicesTextText() {
        String text = new MarkdownWriter().text(hostile());
        assertThat(text).contains("````sh\n```<b>").doesNotContain("- **saw** <b>");
    }

    @Test
    void sarifHasARuleForEachRequirementAndAResultForEachFinding() {
        JsonNode run = JsonMapper.shared()
                .readTree(new SarifWriter().text(RICH))
                .path("runs")
                .path(0);
        assertThat(run.at("/tool/driver/rules")).hasSize(11);
        List<JsonNode> idemp002 = run.path("results")
                .valueStream()
                .filter(r -> r.path("ruleId").stringValue().equals("IDEMP-002"))
                .toList();
        assertThat(idemp002).extracting(r -> r.path("level").stringValue()).containsExactly("error", "warning");
        assertThat(idemp002.get(0)
                        .at("/locations/0/logicalLocations/0/fullyQualifiedName")
                        .stringValue())
                .isEqualTo("payments/createPayment");
        assertThat(run.path("results").valueStream().map(r -> r.path("kind").stringValue()))
                .contains("fail", "open", "pass", "notApplicable");
        assertThat(run.path("results")
                        .valueStream()
                        .filter(r -> r.has("suppressions"))
                        .map(r -> r.at("/suppressions/0/justification").stringValue()))
                .containsExactly("replaced by the new service in March (until 2027-03-01)");
    }

    @Test
    void workflowCommandsCannotBeForged() {
        assertThat(new GithubWriter().text(RICH))
                .contains("::error title=IDEMP-002 payments/createPayment::saw 2 rows")
                .contains("::warning title=RES-003 orders/inventory::saw 9 attempts")
                .contains("::warning title=IDEMP-015 payments/createPayment::inconclusive%3A".replace("%3A", ":"))
                .endsWith("::notice title=Seatrial shop::VIOLATES: 2 violated, 2 inconclusive, 5 satisfied,"
                        + " 1 inapplicable, 1 waived\n");
        assertThat(new GithubWriter().text(hostile()).lines()).hasSize(2);
        assertThat(new GithubWriter().text(hostile())).contains("%250A%0Anext");
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
