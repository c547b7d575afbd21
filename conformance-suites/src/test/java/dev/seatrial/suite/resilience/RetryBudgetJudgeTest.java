package dev.seatrial.suite.resilience;

import static dev.seatrial.suite.resilience.HungProviderJudgeTest.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Finding;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Outcome.Inconclusive;
import dev.seatrial.check.Outcome.Satisfied;
import dev.seatrial.check.Outcome.Violated;
import dev.seatrial.suite.resilience.RetryBudget.Attempts;
import dev.seatrial.suite.resilience.RetryBudget.Seen;
import dev.seatrial.suite.resilience.RetryBudget.Sequence;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetryBudgetJudgeTest {

    private static final RetryBudget CHECK = new RetryBudget(Patience.REAL);
    private static final Sequence REFUSED = sequence(400, attempts(1, true));

    private static Attempts attempts(int healthy, boolean repeatable, long... gaps) {
        return new Attempts(
                "GET /stock/*",
                healthy,
                repeatable,
                IntStream.range(0, gaps.length)
                        .mapToObj(i -> Duration.ofMillis(gaps[i]))
                        .toList());
    }

    private static Sequence sequence(int status, Attempts... attempts) {
        return new Sequence("POST /orders of orders", status, answer(202, 9, ""), List.of(attempts));
    }

    private static Outcome judge(Sequence... sequences) {
        return CHECK.judge(new Seen("orders -> stock", 3, List.of(sequences), true, ""));
    }

    private static Outcome failing(Attempts... attempts) {
        return judge(Stream.concat(Stream.of(attempts).map(a -> sequence(503, a)), Stream.of(REFUSED))
                .toArray(Sequence[]::new));
    }

    private static String saw(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Violated.class);
        assertThat(((Violated) outcome).findings()).hasSize(1);
        return ((Violated) outcome).findings().get(0).saw();
    }

    @Test
    void aFewAttemptsWithGrowingGapsAreRight() {
        assertThat(failing(attempts(1, true, 100, 210), attempts(1, true, 110, 190)))
                .isEqualTo(new Satisfied(
                        "at most 3 attempt(s) for one request while the provider of orders -> stock failed"
                                + " (budget 3), none repeated when it refused"));
        assertThat(failing(attempts(1, true))).isInstanceOf(Satisfied.class);
        assertThat(failing(attempts(1, false))).isInstanceOf(Satisfied.class);
    }

    @Test
    void moreThanTheBudgetIsAViolation() {
        Outcome outcome = failing(attempts(1, true, 1, 2, 4));
        assertThat(saw(outcome)).isEqualTo("4 attempts of GET /stock/*, with gaps of 1 ms, 2 ms, 4 ms");
        Finding finding = ((Violated) outcome).findings().get(0);
        assertThat(finding.did())
                .isEqualTo("POST /orders of orders was called once while the provider of the link orders -> stock"
                        + " answered 503");
        assertThat(finding.expected()).isEqualTo("at most 3 attempts for one caller's request, over the whole chain");
        assertThat(finding.mend()).startsWith("retry in one layer only");
    }

    @Test
    void aStormIsShownByItsFirstGaps() {
        assertThat(saw(failing(attempts(1, true, 1, 2, 3, 4, 5, 6)))).endsWith("5 ms, 6 ms");
        assertThat(saw(failing(attempts(1, true, 1, 2, 3, 4, 5, 6, 7))))
                .isEqualTo("8 attempts of GET /stock/*, with gaps of 1 ms, 2 ms, 3 ms, 4 ms, 5 ms, 6 ms, …");
    }

    @Test
    void theBudgetIsOfEachCallThatAHealthyRunMakes() {
        assertThat(failing(attempts(2, true, 1, 2, 4, 8, 16))).isInstanceOf(Satisfied.class);
        assertThat(failing(attempts(2, true, 1, 2, 4, 8, 16, 32))).isInstanceOf(Violated.class);
    }

    @Test
    void whatMayHaveActedIsNeverRepeated() {
        Outcome outcome = failing(attempts(1, false, 100));
        assertThat(saw(outcome)).startsWith("2 attempts");
        assertThat(((Violated) outcome).findings().get(0).expected())
                .isEqualTo("one attempt: a POST without an idempotency key may have acted although it failed");
        assertThat(((Violated) outcome).findings().get(0).mend())
                .isEqualTo("do not retry it, or send an Idempotency-Key with it");
    }

    @Test
    void aRefusalIsNeverRepeated() {
        Sequence once = sequence(503, attempts(1, true));
        assertThat(saw(judge(once, sequence(400, attempts(1, true, 50))))).startsWith("2 attempts");
        assertThat(judge(once, sequence(400, attempts(2, true, 50))))
                .as("what is sent when it refuses is no attempt when it fails")
                .isEqualTo(new Satisfied(
                        "at most 1 attempt(s) for one request while the provider of orders -> stock failed"
                                + " (budget 3), none repeated when it refused"));
    }

    @Test
    void equalGapsInEverySequenceAreAViolation() {
        assertThat(saw(failing(attempts(1, true, 100, 104), attempts(1, true, 102, 99))))
                .isEqualTo("the attempts had gaps of 100 ms, 104 ms: always the same");
    }

    @Test
    void noPauseAtAllIsAViolation() {
        assertThat(saw(failing(attempts(1, true, 1, 3), attempts(1, true, 0, 4))))
                .isEqualTo("the attempts had gaps of 1 ms, 3 ms: no pause");
    }

    @Test
    void whatTooFewSequencesShowIsLetPass() {
        assertThat(failing(attempts(1, true, 100, 100))).isInstanceOf(Satisfied.class);
        assertThat(failing(attempts(1, true, 100, 100), attempts(1, true, 100, 200)))
                .isInstanceOf(Satisfied.class);
        assertThat(failing(attempts(1, true, 1, 9), attempts(1, true, 1, 2))).isInstanceOf(Satisfied.class);
        assertThat(failing(attempts(1, true, 100), attempts(1, true, 100))).isInstanceOf(Satisfied.class);
        assertThat(failing(attempts(2, true, 100, 100), attempts(2, true, 100, 100)))
                .isInstanceOf(Satisfied.class);
    }

    @Test
    void aStimulusThatDidNotArriveShowsNothing() {
        assertThat(judge(sequence(503), REFUSED))
                .isEqualTo(new Inconclusive(
                        "no request reached the link orders -> stock while its provider answered 503: a"
                                + " cache, or a breaker that was open"));
        assertThat(judge(sequence(503, attempts(1, true))))
                .isEqualTo(new Inconclusive(
                        "no request reached the link orders -> stock while its provider answered 400: a"
                                + " cache, or a breaker that was open"));
    }

    @Test
    void aSystemThatDoesNotComeBackShowsNothing() {
        List<Sequence> sequences = List.of(sequence(503, attempts(1, true)), REFUSED);
        assertThat(CHECK.judge(new Seen("orders -> stock", 3, sequences, false, "")))
                .isEqualTo(new Inconclusive(
                        "after the provider of the link orders -> stock was well again, its consumer did"
                                + " not come back to its healthy state in time; see RES-002"));
    }

    @Test
    void anObstacleIsTheReason() {
        assertThat(CHECK.judge(new Seen("a -> b", 3, List.of(), true, "why"))).isEqualTo(new Inconclusive("why"));
    }
}
