package dev.seatrial.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlWriterTest {

    private static final String PAGE = new HtmlWriter().text(SampleReport.rich());

    @Test
    void needsNothingBesideItself() {
        assertThat(Pattern.compile("(?i)(src|href|srcset|action)=\"([^\"#][^\"]*)\"")
                        .matcher(PAGE)
                        .find())
                .isFalse();
        assertThat(PAGE).doesNotContain("@import", "url(http", "{{");
    }

    @Test
    void aServicesTextStaysText() {
        assertThat(PAGE)
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void saysTheVerdictFirstAndViolationsBeforeTheRest() {
        assertThat(PAGE.indexOf("<h1>Violates</h1>")).isPositive().isLessThan(PAGE.indexOf("class=\"result violated"));
        assertThat(PAGE.indexOf("class=\"result violated")).isLessThan(PAGE.indexOf("class=\"result inconclusive"));
        assertThat(PAGE.indexOf("class=\"result inconclusive")).isLessThan(PAGE.indexOf("class=\"result satisfied"));
    }

    @Test
    void drawsEachPartAndEachLinkInTheColourOfWhatHappened() {
        assertThat(PAGE.split("class=\"part ", -1)).hasSize(1 + 9);
        assertThat(PAGE.split("<g class=\"link ", -1)).hasSize(1 + 11);
        assertThat(PAGE)
                .contains("<title>orders → payments: 24 requests, 3 failed, 0 hit by a fault</title>")
                .containsPattern("<g class=\"link failed\"><path [^>]*/><title>orders → payments")
                .containsPattern("<g class=\"link faulted\"><path [^>]*/><title>orders → inventory")
                .containsPattern("<g class=\"link idle\"><path [^>]*/><title>outside → notifications")
                .contains("class=\"part service violated\"");
    }

    @Test
    void drawsASystemThatCallsInCircles() {
        Report report = SampleReport.rich();
        LinkSummary back = new LinkSummary(
                "inventory",
                "orders",
                5,
                0,
                0,
                2,
                0,
                List.of(),
                java.util.Map.of(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                0);
        List<LinkSummary> links = new java.util.ArrayList<>(report.links());
        links.add(back);
        Report circling = new Report(
                report.format(),
                report.tool(),
                report.system(),
                report.provider(),
                report.profile(),
                report.seed(),
                report.start(),
                report.took(),
                report.verdict(),
                report.stopped(),
                report.results(),
                report.unusedWaivers(),
                report.timings(),
                report.parts(),
                links);
        assertThat(new HtmlWriter().text(circling))
                .contains(
                        "<g class=\"link faulted\">",
                        "<title>inventory → orders: 5 requests, 0 failed, 2 failed while a check disturbed the system, 0 hit"
                                + " by a fault</title>");
    }

    @Test
    void anEmptyReportIsAPageToo() {
        assertThat(new HtmlWriter().text(SampleReport.rich().withResults(List.of())))
                .contains("<h1>Inconclusive</h1>", "no check was run");
    }
}
