package dev.seatrial.suite.idempotency;

import static dev.seatrial.suite.idempotency.IdempotencyFixture.answer;
import static dev.seatrial.suite.idempotency.IdempotencyFixture.setting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Outcome.Inconclusive;
import dev.seatrial.check.Outcome.Satisfied;
import dev.seatrial.check.Outcome.Violated;
import dev.seatrial.check.Requirement.Level;
import dev.seatrial.suite.access.JdbcDatabases;
import dev.seatrial.suite.access.KafkaTopics;
import dev.seatrial.suite.effect.EffectCounters;
import dev.seatrial.suite.effect.EffectWatch.Pace;
import dev.seatrial.suite.idempotency.ReusedKey.Seen;
import dev.seatrial.suite.idempotency.ReusedKey.Trial;
import dev.seatrial.suite.request.Dialect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReusedKeyJudgeTest {

    private static final ReusedKey CHECK =
            new ReusedKey(new EffectCounters(new JdbcDatabases(), new KafkaTopics()), Pace.REAL);
    private static final Exchange CREATED = answer(201, "{\"id\":1}");

    private static Trial reused(Exchange other, long effect) {
        return new Trial(CREATED, Optional.of(other), Optional.of(CREATED), 1, effect);
    }

    private static Outcome judge(String dialect, Trial trial) {
        Setting base = setting(true);
        Dialect spoken = Dialect.of(dialect, "Idempotency-Key").orElseThrow();
        return CHECK.judge(new Seen(
                new Setting(base.operation(), base.route(), spoken, true, base.effect(), true, ""), List.of(trial)));
    }

    private static void assertFinding(Outcome outcome, Level level, String saw) {
        assertThat(outcome).isInstanceOfSatisfying(Violated.class, v -> {
            assertThat(v.findings()).hasSize(1);
            assertThat(v.level(CHECK.requirement())).isEqualTo(level);
            assertThat(v.findings().get(0).saw()).contains(saw);
        });
    }

    @Test
    void eachDialectRefusesInItsOwnWay() {
        for (Dialect dialect : Dialect.all()) {
            for (int status : List.of(400, 409, 412, 418, 422)) {
                Outcome outcome = judge(dialect.name(), reused(answer(status, "{}"), 0));
                if (dialect.otherPayload().contains(status)) {
                    assertThat(outcome)
                            .as("%s %s", dialect.name(), status)
                            .isEqualTo(new Satisfied(
                                    "refused with " + status + " and without effect, counted by select 1"));
                } else {
                    assertFinding(outcome, Level.SHOULD, "refused without effect, but with " + status);
                }
            }
        }
    }

    @Test
    void anEffectIsAViolationInEveryDialectWhateverTheAnswer() {
        for (Dialect dialect : Dialect.all()) {
            for (int status : List.of(201, 400, 422, 500)) {
                assertFinding(judge(dialect.name(), reused(answer(status, ""), 1)), Level.MUST, "the request was done");
            }
        }
    }

    @Test
    void aSuccessForWhatWasNotDoneIsAViolation() {
        assertFinding(judge("ietf", reused(CREATED, 0)), Level.MUST, "not done, but answered as if it were: 201");
    }

    @Test
    void aServerErrorIsAViolation() {
        assertFinding(judge("ietf", reused(answer(500, ""), 0)), Level.MUST, "the answer was 500");
    }

    @Test
    void aRequestThatIsTurnedAwayShowsNothingUnlessItActed() {
        for (int status : List.of(429, 503)) {
            assertThat(judge("ietf", reused(answer(status, "later"), 0)))
                    .isEqualTo(new Inconclusive("the request with the used key was turned away: " + status + " later"));
            assertFinding(judge("ietf", reused(answer(status, ""), 1)), Level.MUST, "the request was done");
        }
    }

    @Test
    void aRefusalThatExplainsNothingIsAdviceWhereTheDialectExplains() {
        Exchange plain = answer(422, "no", Map.of("content-type", "text/plain"));
        assertFinding(judge("ietf", reused(plain, 0)), Level.SHOULD, "explained as \"text/plain\"");
        Exchange silent = answer(400, "", Map.of());
        assertThat(judge("stripe-v1", reused(silent, 0))).isInstanceOf(Satisfied.class);
    }

    @Test
    void nothingToReuseShowsNothing() {
        Trial refused = new Trial(answer(403, ""), Optional.empty(), Optional.empty(), 0, 0);
        assertThat(judge("ietf", refused)).isInstanceOf(Inconclusive.class);
        assertThat(judge("ietf", new Trial(CREATED, Optional.empty(), Optional.empty(), 0, 0)))
                .isEqualTo(
                        new Inconclusive(
                                "the first request was answered 201, but its effect was never seen by select 1; see IDEMP-001"));
        assertThat(judge("ietf", reused(answer(0, ""), 0)))
                .isEqualTo(new Inconclusive("the request with the used key was not answered: connection reset"));
        assertThat(judge("ietf", new Trial(CREATED, Optional.empty(), Optional.of(CREATED), 1, 0)))
                .isEqualTo(new Inconclusive("the request with the used key was not answered: it was not sent"));
    }

    @Test
    void aChangedPayloadThatIsNoGoodShowsNothing() {
        Trial invalid =
                new Trial(CREATED, Optional.of(answer(422, "")), Optional.of(answer(422, "bad quantity")), 1, 0);
        assertThat(judge("ietf", invalid))
                .isEqualTo(new Inconclusive(
                        "the changed payload under a key of its own was answered 422 instead of 2xx bad quantity"));
    }

    @Test
    void anObstacleIsTheReason() {
        assertThat(CHECK.judge(new Seen(setting(true).blocked("why"), List.of())))
                .isEqualTo(new Inconclusive("why"));
    }
}
