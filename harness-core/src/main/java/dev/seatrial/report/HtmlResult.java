package dev.seatrial.report;

import dev.seatrial.check.Finding;
import dev.seatrial.check.Outcome;
import dev.seatrial.run.CheckResult;
import dev.seatrial.run.Durations;
import dev.seatrial.run.FirstLook;
import dev.seatrial.run.Outcomes;
import dev.seatrial.run.Sent;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One result as a foldable block: the finding first, the evidence under it. */
record HtmlResult(CheckResult result) {

    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    /** More than this slows a browser; the JSON has it all. */
    private static final int LONGEST_EVIDENCE = 60_000;

    String html() {
        String kind = result.waiver().isPresent() ? "waived" : Outcomes.kind(result.outcome());
        boolean open = kind.equals("violated");
        return "<details class=\"result " + kind + "\" data-kind=\"" + kind + "\"" + (open ? " open" : "") + ">"
                + "<summary><span class=\"badge\">" + kind + "</span><span class=\"id\">"
                + Html.text(result.requirement().id()) + "</span><span class=\"subject\">"
                + Html.text(result.subject().map(Object::toString).orElse("–")) + "</span><span class=\"what\">"
                + Html.text(result.requirement().title()) + reason(kind) + "</span><span class=\"took\">"
                + (result.took().isZero() ? "" : Html.text(Durations.text(result.took()))) + "</span></summary>"
                + "<div class=\"body\">" + body() + "</div></details>";
    }

    /** Why it could not be told, without unfolding. */
    private String reason(String kind) {
        return kind.equals("inconclusive") ? "<small>" + Html.text(Outcomes.detail(result.outcome())) + "</small>" : "";
    }

    private String body() {
        StringBuilder body = new StringBuilder();
        result.waiver()
                .ifPresent(waiver -> body.append("<p class=\"waiver\">Waived until ")
                        .append(Html.text(waiver.expires().toString()))
                        .append(": ")
                        .append(Html.text(waiver.reason()))
                        .append("</p>"));
        if (result.outcome() instanceof Outcome.Violated violated) {
            violated.findings().forEach(finding -> body.append(finding(finding)));
        } else {
            body.append("<p class=\"detail\">")
                    .append(Html.text(Outcomes.detail(result.outcome())))
                    .append("</p>");
        }
        body.append("<dl class=\"rule\">")
                .append(row("Why it matters", result.requirement().why()))
                .append(row("Source", result.requirement().source()))
                .append(row("Level", result.requirement().level().name()))
                .append("</dl>");
        result.firstLook().ifPresent(first -> body.append(firstLook(first)));
        result.observation().ifPresent(seen -> body.append(folded("What was observed", pretty(seen))));
        if (!result.sent().isEmpty()) {
            body.append(sent(result.sent()));
        }
        if (!result.notes().isEmpty()) {
            body.append(folded("Notes (" + result.notes().size() + ")", String.join("\n\n", result.notes())));
        }
        return body.toString();
    }

    private String finding(Finding finding) {
        String level = finding.level().orElse(result.requirement().level()).name();
        return "<div class=\"finding\"><dl>"
                + row("Did", finding.did())
                + row("Saw", finding.saw())
                + row("Expected", finding.expected())
                + row("Mend", finding.mend())
                + (level.equals(result.requirement().level().name()) ? "" : row("Level", level))
                + "</dl>"
                + (finding.replay().isEmpty()
                        ? ""
                        : "<div class=\"replay\"><span>Replay</span><pre tabindex=\"0\"><code>"
                                + Html.text(finding.replay())
                                + "</code></pre><button type=\"button\" class=\"copy\">Copy</button></div>")
                + "</div>";
    }

    private static String row(String name, String value) {
        String kind = name.split(" ", 2)[0].toLowerCase(java.util.Locale.ROOT);
        return "<div class=\"" + kind + "\"><dt>" + name + "</dt><dd>" + Html.text(value) + "</dd></div>";
    }

    private static String firstLook(FirstLook first) {
        return folded(
                "First of two looks: " + Outcomes.kind(first.outcome()),
                Outcomes.detail(first.outcome())
                        + first.observation().map(seen -> "\n\n" + pretty(seen)).orElse(""));
    }

    private static String folded(String title, String text) {
        String shown = text.length() <= LONGEST_EVIDENCE
                ? text
                : text.substring(0, LONGEST_EVIDENCE) + "\n… the rest is in report.json";
        return "<details class=\"evidence\"><summary>" + Html.text(title) + "</summary><pre tabindex=\"0\">"
                + Html.text(shown) + "</pre></details>";
    }

    private static String sent(List<Sent> sent) {
        String rows = sent.stream()
                .map(one -> "<tr" + (one.failure().isEmpty() ? "" : " class=\"failed\"") + "><td>"
                        + Html.text(one.method()) + "</td><td class=\"url\">" + Html.text(one.url()) + "</td><td>"
                        + (one.status() == 0 ? "–" : String.valueOf(one.status())) + "</td><td>"
                        + Html.text(Durations.text(one.took())) + "</td><td>" + Html.text(one.failure())
                        + "</td></tr>")
                .collect(Collectors.joining());
        return "<details class=\"evidence\"><summary>Requests sent (" + sent.size()
                + ")</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Requests sent\"><table><thead><tr><th>Method</th><th>URL</th>"
                + "<th>Status</th><th>Took</th><th>Failure</th></tr></thead><tbody>" + rows
                + "</tbody></table></div></details>";
    }

    private static String pretty(String json) {
        return PRETTY.writeValueAsString(PRETTY.readTree(json));
    }
}
