package dev.seatrial.suite.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Outcome.Inconclusive;
import dev.seatrial.check.Outcome.Satisfied;
import dev.seatrial.check.Outcome.Violated;
import dev.seatrial.suite.health.LivenessWithoutProviders.Seen;
import dev.seatrial.suite.health.LivenessWithoutProviders.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LivenessJudgeTest {

    private static final LivenessWithoutProviders CHECK = new LivenessWithoutProviders(Window.REAL);

    private static Exchange probe(int status) {
        return new Exchange(
                "GET",
                "http://localhost/livez",
                Map.of(),
                "",
                status,
                Map.of(),
                "",
                status == 0 ? "timed out" : "",
                Instant.EPOCH,
                Duration.ofMillis(7),
                "curl http://localhost/livez");
    }

    private static Outcome judge(int odd, int arrived, long hits, boolean restarted, boolean ready) {
        List<Exchange> probes = new ArrayList<>(Collections.nCopies(4, probe(200)));
        probes.add(probe(odd));
        return CHECK.judge(
                new Seen("orders -> orders-db", Optional.of(probe(200)), probes, arrived, hits, restarted, ready, ""));
    }

    @Test
    void livenessThatStaysIsRight() {
        assertThat(judge(200, 5, 2, false, true))
                .isEqualTo(new Satisfied("5 liveness probes answered 200 while orders -> orders-db was cut (2 hit)"));
    }

    @Test
    void oneOtherAnswerIsAViolation() {
        for (int status : List.of(204, 302, 404, 500, 503)) {
            assertThat(judge(status, 5, 2, false, true)).isInstanceOfSatisfying(Violated.class, v -> {
                assertThat(v.findings()).hasSize(1);
                assertThat(v.findings().get(0).saw()).isEqualTo("liveness was " + status);
                assertThat(v.findings().get(0).did())
                        .isEqualTo(
                                "the link orders -> orders-db was cut (2 request(s) or connection(s) hit), and liveness"
                                        + " asked 5 times");
            });
        }
    }

    @Test
    void oneProbeWithoutAnAnswerMayBeAPauseOfTheMachineTwoAreNot() {
        assertThat(judge(0, 5, 2, false, true))
                .isEqualTo(new Inconclusive("one of 5 liveness probes was not answered within 7 ms (timed out), which a"
                        + " pause of the machine explains as well as the cut of orders -> orders-db"));
        List<Exchange> probes = List.of(probe(0), probe(200), probe(0));
        Seen twice = new Seen("a -> b", Optional.of(probe(200)), probes, 3, 1, false, true, "");
        assertThat(((Violated) CHECK.judge(twice)).findings().get(0).saw())
                .isEqualTo("liveness was not answered within 7 ms (timed out)");
        Seen other = new Seen("a -> b", Optional.of(probe(200)), List.of(probe(0), probe(503)), 2, 1, false, true, "");
        assertThat(((Violated) CHECK.judge(other)).findings().get(0).saw()).isEqualTo("liveness was 503");
    }

    @Test
    void anEndOfTheProcessIsAViolationAndTheOnlyFinding() {
        assertThat(judge(0, 1, 2, true, false)).isInstanceOfSatisfying(Violated.class, v -> {
            assertThat(v.findings()).hasSize(1);
            assertThat(v.findings().get(0).saw()).isEqualTo("the service ended or was started anew");
        });
    }

    @Test
    void aCutThatHitNothingShowsNothing() {
        assertThat(judge(503, 5, 0, false, true))
                .isEqualTo(new Inconclusive(
                        "the cut of the link orders -> orders-db hit nothing: no request or connection used"
                                + " the link meanwhile"));
    }

    @Test
    void probesThatDidNotArriveShowNothing() {
        assertThat(judge(200, 4, 2, false, true))
                .isEqualTo(new Inconclusive("only 4 of 5 liveness probes show in the service's ledger"));
    }

    @Test
    void aServiceThatDoesNotComeBackShowsNothing() {
        assertThat(judge(200, 5, 2, false, false))
                .isEqualTo(new Inconclusive(
                        "after the link orders -> orders-db was whole again, the service did not become"
                                + " ready in time; see HEALTH-002"));
    }

    @Test
    void aServiceThatWasNotWellBeforeShowsNothing() {
        Seen seen = new Seen("a -> b", Optional.of(probe(503)), List.of(), 0, 0, false, true, "");
        assertThat(CHECK.judge(seen)).isEqualTo(new Inconclusive("liveness was 503 before anything was cut"));
    }

    @Test
    void anObstacleIsTheReason() {
        Seen seen = new Seen("a -> b", Optional.empty(), List.of(), 0, 0, false, true, "why");
        assertThat(CHECK.judge(seen)).isEqualTo(new Inconclusive("why"));
    }
}
