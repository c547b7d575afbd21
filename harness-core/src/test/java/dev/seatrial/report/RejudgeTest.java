package dev.seatrial.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Check;
import dev.seatrial.run.FakeCheck;
import dev.seatrial.run.FakeEnvironment;
import dev.seatrial.run.RunOptions;
import dev.seatrial.run.Runner;
import dev.seatrial.verdict.Verdict;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RejudgeTest {

    private final AtomicInteger looks = new AtomicInteger();
    private final List<Check<?>> checks = List.of(
            FakeCheck.steady("GOOD-001", (subject, voyage) -> "good \u0000 \"quoted\" ü"),
            FakeCheck.disturbing("BAD-001", (subject, voyage) -> "two charges, token=abcdef"),
            FakeCheck.disturbing("ODD-001", (subject, voyage) -> looks.incrementAndGet() == 1 ? "bad" : "good"),
            FakeCheck.steady("ERR-001", (subject, voyage) -> {
                throw new IllegalStateException("broken");
            }));

    private Report report() {
        FakeEnvironment environment = FakeEnvironment.of("orders");
        return Report.of(
                new Runner(checks, RunOptions.defaults().withSeed(1), event -> {}).run(environment),
                environment,
                List.of());
    }

    @Test
    void comesToTheSameFromTheWrittenReport() {
        Report report = report();
        Rejudge.Rejudged again = new Rejudge(checks).judge(ReportJson.read(ReportJson.write(report)));
        assertThat(again.differences()).isEmpty();
        assertThat(again.report()).isEqualTo(report);
    }

    @Test
    void namesWhatComesToSomethingElse() {
        Report report = report();
        // As if the observation had been another: the judge is asked, not the recorded outcome.
        String mended = ReportJson.write(report).replace("\"text\" : \"two charges", "\"text\" : \"good, one charge");
        Rejudge.Rejudged again = new Rejudge(checks).judge(ReportJson.read(mended));
        assertThat(again.differences())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("BAD-001 orders was violated: two charges")
                .contains("; now satisfied: good, one charge");
        assertThat(again.differences().get(1)).isEqualTo("the verdict was VIOLATES, now INCONCLUSIVE");
        assertThat(again.report().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void saysWhatItCannotJudgeAndKeepsIt() {
        Report report = report();
        Rejudge.Rejudged again = new Rejudge(checks.subList(1, 4)).judge(report);
        assertThat(again.differences())
                .containsExactly("GOOD-001 orders cannot be judged again: no check with this id is on the class path;"
                        + " its outcome is kept");
        assertThat(again.report()).isEqualTo(report);
    }

    @Test
    void anObservationThatIsNoneIsInconclusive() {
        String spoilt = ReportJson.write(report()).replace("\"text\" : \"good \\u0000", "\"text\" : [1], \"x\" : \"");
        Rejudge.Rejudged again = new Rejudge(checks).judge(ReportJson.read(spoilt));
        assertThat(again.differences())
                .first()
                .asString()
                .contains(
                        "GOOD-001 orders was satisfied",
                        "now inconclusive: the recorded observation could not be" + " judged: this is no Seen: ");
    }
}
