package dev.seatrial.suite.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Outcome;
import dev.seatrial.check.Outcome.Inconclusive;
import dev.seatrial.check.Outcome.Satisfied;
import dev.seatrial.check.Outcome.Violated;
import dev.seatrial.suite.lifecycle.OrderlyEnd.Drain;
import dev.seatrial.suite.lifecycle.OrderlyEnd.Said;
import dev.seatrial.suite.lifecycle.OrderlyEnd.Seen;
import dev.seatrial.suite.lifecycle.OrderlyEnd.Sent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderlyEndJudgeTest {

    private static final OrderlyEnd CHECK = new OrderlyEnd(Drain.REAL);
    private static final Sent SERVED = sent(-100, 50, 201, true);

    private static Sent sent(long start, long end, int status, boolean whole) {
        return new Sent(Duration.ofMillis(start), Duration.ofMillis(end), status, whole, whole ? "" : "broken off");
    }

    private static Said said(long at, int status) {
        return new Said(Duration.ofMillis(at), status);
    }

    private static Outcome judge(List<Sent> requests, List<Said> readiness, Optional<Duration> ended) {
        return CHECK.judge(new Seen(
                "POST /orders",
                60,
                0,
                requests,
                true,
                Duration.ofMillis(500),
                readiness,
                Duration.ofSeconds(10),
                ended,
                ""));
    }

    private static Outcome judge(Sent... requests) {
        return judge(List.of(requests), List.of(said(3, 200), said(900, 503)), Optional.of(Duration.ofMillis(950)));
    }

    private static String saw(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Violated.class);
        assertThat(((Violated) outcome).findings()).hasSize(1);
        return ((Violated) outcome).findings().get(0).saw();
    }

    @Test
    void allInFlightServedIsRight() {
        assertThat(judge(SERVED, SERVED))
                .isEqualTo(new Satisfied(
                        "2 requests in flight at SIGTERM, all answered; 60 before it; ended after 950 ms"));
    }

    @Test
    void aRequestInFlightThatBreaksOffOrFailsIsLost() {
        assertThat(saw(judge(SERVED, sent(-100, 50, 0, false))))
                .isEqualTo(
                        "1 request(s) were lost, 1 of them in flight at SIGTERM; the first was sent 100 ms before it and"
                                + " broke off after 150 ms: broken off");
        assertThat(saw(judge(SERVED, sent(-100, 50, 201, false)))).startsWith("1 request(s) were lost, 1 of them");
        for (int status : List.of(500, 502, 503)) {
            assertThat(saw(judge(SERVED, sent(-100, 50, status, true)))).endsWith("before it and answered " + status);
        }
    }

    @Test
    void aRefusalIsAnAnswer() {
        assertThat(judge(sent(-100, 50, 404, true))).isInstanceOf(Satisfied.class);
    }

    @Test
    void afterTheSignalARefusalIsLegalAndABrokenAnswerIsNot() {
        assertThat(judge(SERVED, sent(10, 11, 0, false))).isInstanceOf(Satisfied.class);
        assertThat(judge(SERVED, sent(10, 90, 503, true))).isInstanceOf(Satisfied.class);
        assertThat(judge(SERVED, sent(10, 90, 201, true))).isInstanceOf(Satisfied.class);
        assertThat(saw(judge(SERVED, sent(10, 90, 201, false)))).contains("0 of them in flight", "10 ms after it");
        assertThat(saw(judge(SERVED, sent(10, 90, 500, true)))).contains("answered 500");
        assertThat(judge(SERVED, sent(0, 1, 0, false))).isInstanceOf(Satisfied.class);
        assertThat(saw(judge(SERVED, sent(0, 1, 500, true)))).contains("answered 500");
    }

    @Test
    void aRequestSentAtTheSignalMayNotHaveBeenAccepted() {
        assertThat(judge(SERVED, sent(-24, 5, 0, false))).isInstanceOf(Satisfied.class);
        assertThat(judge(SERVED, sent(-25, 5, 0, false))).isInstanceOf(Violated.class);
    }

    @Test
    void noRequestInFlightShowsNothing() {
        assertThat(judge(sent(-20, 5, 201, true)))
                .isEqualTo(new Inconclusive(
                        "no request was in flight when SIGTERM was sent: POST /orders answers too quickly;"
                                + " declare an operation that calls a provider, with an example"));
        assertThat(judge(sent(-90, -5, 201, true))).isInstanceOf(Inconclusive.class);
        assertThat(saw(judge(sent(-90, 0, 500, true)))).contains("1 of them in flight");
    }

    @Test
    void answersThatMayHaveBeenOnTheirWayShowNothing() {
        assertThat(judge(sent(-90, 0, 201, true), sent(-90, 9, 201, true)))
                .isEqualTo(new Inconclusive(
                        "all 2 requests in flight at SIGTERM were answered within 10 ms, so that their answers may have"
                                + " been on their way before it: POST /orders answers too quickly; declare an operation"
                                + " that takes longer, with an example"));
        assertThat(judge(sent(-90, 9, 201, true), sent(-90, 10, 201, true))).isInstanceOf(Satisfied.class);
        assertThat(saw(judge(sent(-90, 1, 201, true), sent(-90, 2, 0, false)))).startsWith("1 request(s) were lost");
    }

    @Test
    void readinessFailsInTime() {
        Optional<Duration> ended = Optional.of(Duration.ofSeconds(1));
        assertThat(judge(List.of(SERVED), List.of(said(500, 200), said(900, 0)), ended))
                .isInstanceOf(Satisfied.class);
        assertThat(saw(judge(List.of(SERVED), List.of(said(501, 200)), ended)))
                .isEqualTo("readiness still said 200 after 501 ms");
        assertThat(saw(judge(List.of(SERVED), List.of(said(600, 200), said(610, 503), said(800, 200)), ended)))
                .isEqualTo("readiness still said 200 after 800 ms");
        assertThat(judge(List.of(SERVED), List.of(), ended)).isInstanceOf(Satisfied.class);
    }

    @Test
    void theProcessEndsWithinItsGrace() {
        assertThat(saw(judge(List.of(SERVED), List.of(), Optional.empty())))
                .isEqualTo("the process still ran after its grace of 10000 ms");
    }

    private static Outcome overloaded(Sent... requests) {
        return CHECK.judge(new Seen(
                "POST /orders",
                60,
                3,
                List.of(requests),
                false,
                Duration.ofMillis(500),
                List.of(),
                Duration.ofSeconds(10),
                Optional.of(Duration.ofSeconds(1)),
                ""));
    }

    @Test
    void errorsThatTheLoadAloneCausesShowNothing() {
        assertThat(overloaded(SERVED, sent(-100, 50, 500, true))).isInstanceOf(Inconclusive.class);
        assertThat(overloaded(SERVED, sent(-100, 50, 503, true)))
                .isEqualTo(new Inconclusive(
                        "the load alone made 3 of 60 requests fail before SIGTERM, so that errors after it"
                                + " cannot be told from them"));
        assertThat(overloaded(SERVED)).isInstanceOf(Satisfied.class);
        assertThat(saw(overloaded(SERVED, sent(-100, 50, 503, true), sent(-100, 50, 0, false))))
                .startsWith("1 request(s) were lost");
    }

    @Test
    void anObstacleIsTheReason() {
        assertThat(CHECK.judge(Seen.blocked("why"))).isEqualTo(new Inconclusive("why"));
    }
}
