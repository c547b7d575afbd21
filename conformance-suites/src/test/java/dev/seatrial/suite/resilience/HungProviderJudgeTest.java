package dev.seatrial.suite.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Outcome.Inconclusive;
import dev.seatrial.check.Outcome.Satisfied;
import dev.seatrial.check.Outcome.Violated;
import dev.seatrial.suite.resilience.HungProvider.Affected;
import dev.seatrial.suite.resilience.HungProvider.Hang;
import dev.seatrial.suite.resilience.HungProvider.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HungProviderJudgeTest {

    private static final HungProvider CHECK = new HungProvider(Patience.REAL);
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration SLACK = Duration.ofSeconds(1);

    static Exchange answer(int status, long millis, String body) {
        return new Exchange(
                "POST",
                "http://localhost/orders",
                Map.of(),
                "",
                status,
                Map.of(),
                body,
                status == 0 ? "no answer in time" : "",
                Instant.EPOCH,
                Duration.ofMillis(millis),
                "curl http://localhost/orders");
    }

    private static Hang hang(int hits, Exchange... answers) {
        return new Hang("Blackhole", hits, List.of(answers), true);
    }

    private static Outcome judge(List<Integer> fallbacks, Hang... hangs) {
        return CHECK.judge(new Seen(
                "orders -> stock",
                Optional.of(DEADLINE),
                SLACK,
                List.of(new Affected("POST /orders", 201, fallbacks, DEADLINE, List.of(hangs))),
                ""));
    }

    private static String saw(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Violated.class);
        assertThat(((Violated) outcome).findings()).hasSize(1);
        return ((Violated) outcome).findings().get(0).saw();
    }

    @Test
    void anAnswerIsDueAtTheDeadlineAndItsSlack() {
        for (long millis : List.of(1L, 1999L, 2000L, 2999L, 3000L)) {
            assertThat(judge(List.of(202), hang(1, answer(202, millis, ""))))
                    .isEqualTo(new Satisfied("answered within 2000 ms + 1000 ms through Blackhole (1 hit)"));
        }
        assertThat(saw(judge(List.of(202), hang(1, answer(202, 3001, "")))))
                .isEqualTo("it was answered 202 after 3001 ms");
        assertThat(saw(judge(List.of(202), hang(1, answer(0, 4000, "")))))
                .isEqualTo("it was not answered within 4000 ms: no answer in time");
    }

    @Test
    void theFallbackOrAnHonestRefusalIsRight() {
        for (int status : List.of(202, 201, 503, 504)) {
            assertThat(judge(List.of(202), hang(1, answer(status, 9, ""))))
                    .as("%s", status)
                    .isInstanceOf(Satisfied.class);
        }
        for (int status : List.of(200, 400, 404, 500, 502)) {
            assertThat(saw(judge(List.of(202), hang(1, answer(status, 9, "")))))
                    .isEqualTo("it was answered " + status + " after 9 ms");
        }
        assertThat(((Violated) judge(List.of(), hang(1, answer(202, 9, ""))))
                        .findings()
                        .get(0)
                        .expected())
                .isEqualTo("503 (no fallback is declared)");
        assertThat(((Violated) judge(List.of(202), hang(1, answer(500, 9, ""))))
                        .findings()
                        .get(0)
                        .expected())
                .isEqualTo("the declared fallback [202] or 503");
    }

    @Test
    void anAnswerShowsNoCode() {
        assertThat(saw(judge(List.of(), hang(1, answer(503, 9, "at shop.Client.ask(Client.java:7)")))))
                .isEqualTo("the body holds a stack trace: at shop.Client.ask(Client.java:7)");
    }

    @Test
    void oneAnswerOfManyIsEnough() {
        assertThat(saw(judge(List.of(202), hang(2, answer(202, 9, ""), answer(500, 9, "")))))
                .contains("500");
        assertThat(saw(judge(List.of(202), hang(1, answer(202, 9, "")), hang(1, answer(500, 9, "")))))
                .contains("500");
    }

    @Test
    void saysHowTheProviderHung() {
        for (Map.Entry<String, String> how : Map.of(
                        "Blackhole", "accepted requests and never answered",
                        "HalfBody", "sent half of its answer and then nothing",
                        "Trickle", "sent its answer byte by byte")
                .entrySet()) {
            Outcome outcome = judge(List.of(), new Hang(how.getKey(), 3, List.of(answer(500, 9, "")), true));
            assertThat(((Violated) outcome).findings().get(0).did())
                    .isEqualTo("POST /orders was called while the provider of the link orders -> stock "
                            + how.getValue() + " (3 request(s) on the link hit)");
        }
    }

    @Test
    void aFaultThatHitNothingShowsNothing() {
        assertThat(judge(List.of(202), hang(0, answer(202, 9, ""))))
                .isEqualTo(new Inconclusive(
                        "the fault Blackhole hit no request on the link orders -> stock while POST /orders"
                                + " was called: a cache, or a breaker that was still open"));
        assertThat(judge(List.of(202), hang(0, answer(500, 9, "")))).isInstanceOf(Inconclusive.class);
        assertThat(judge(List.of(202), hang(0), hang(1, answer(500, 9, "")))).isInstanceOf(Violated.class);
    }

    @Test
    void aSystemThatDoesNotComeBackShowsNothing() {
        Hang stuck = new Hang("Blackhole", 1, List.of(answer(202, 9, "")), false);
        assertThat(judge(List.of(202), stuck))
                .isEqualTo(new Inconclusive(
                        "after Blackhole on the link orders -> stock had gone, POST /orders did not come"
                                + " back to its healthy state in time; see RES-002"));
        assertThat(judge(List.of(), new Hang("Blackhole", 1, List.of(answer(500, 9, "")), false)))
                .isInstanceOf(Violated.class);
    }

    @Test
    void linksThatCannotHangShowNothing() {
        assertThat(judge(List.of(202)))
                .isEqualTo(new Inconclusive("the links of this environment cannot make a provider hang"));
    }

    @Test
    void anObstacleIsTheReason() {
        assertThat(CHECK.judge(new Seen("a -> b", Optional.of(DEADLINE), SLACK, List.of(), "why")))
                .isEqualTo(new Inconclusive("why"));
    }
}
