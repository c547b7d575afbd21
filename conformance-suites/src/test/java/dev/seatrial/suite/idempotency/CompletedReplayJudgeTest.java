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
import dev.seatrial.suite.idempotency.CompletedReplay.Seen;
import dev.seatrial.suite.idempotency.CompletedReplay.Trial;
import dev.seatrial.suite.request.Dialect;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompletedReplayJudgeTest {

    private static final CompletedReplay CHECK =
            new CompletedReplay(new EffectCounters(new JdbcDatabases(), new KafkaTopics()), Pace.REAL);
    private static final Exchange CREATED = answer(201, "{\"id\":1,\"sku\":\"a\"}");

    private static Outcome judge(Trial... trials) {
        return CHECK.judge(new Seen(setting(true), List.of(trials)));
    }

    private static Trial replayed(Exchange again, long further) {
        return new Trial(CREATED, Optional.of(again), 1, further);
    }

    private static void assertFinding(Outcome outcome, Level level, String saw) {
        assertThat(outcome).isInstanceOfSatisfying(Violated.class, v -> {
            assertThat(v.findings()).hasSize(1);
            assertThat(v.level(CHECK.requirement())).isEqualTo(level);
            assertThat(v.findings().get(0).saw()).contains(saw);
        });
    }

    @Test
    void theSameResultWithoutEffectIsRight() {
        assertThat(judge(replayed(CREATED, 0)))
                .isEqualTo(new Satisfied("repeated, no further effect and the same result, counted by select 1"));
    }

    @Test
    void theOrderOfMembersSaysNothing() {
        assertThat(judge(replayed(answer(201, "{ \"sku\": \"a\", \"id\": 1 }"), 0)))
                .isInstanceOf(Satisfied.class);
    }

    @Test
    void everyFurtherEffectIsAViolationWhateverTheAnswer() {
        for (int status : List.of(201, 200, 409, 422, 500)) {
            for (long further : List.of(1L, 2L, 19L)) {
                assertFinding(
                        judge(replayed(answer(status, CREATED.responseBody()), further)),
                        Level.MUST,
                        "acted again: " + further + " further effect(s)");
            }
        }
    }

    @Test
    void anotherBodyIsAViolation() {
        assertFinding(judge(replayed(answer(201, "{\"id\":2,\"sku\":\"a\"}"), 0)), Level.MUST, "another result: 201");
        assertFinding(judge(replayed(answer(201, ""), 0)), Level.MUST, "another result: 201");
        assertFinding(judge(replayed(answer(201, "not json"), 0)), Level.MUST, "another result: 201");
    }

    @Test
    void aServerErrorIsAViolation() {
        assertFinding(judge(replayed(answer(500, ""), 0)), Level.MUST, "the repetition was answered 500");
        assertFinding(judge(replayed(answer(502, ""), 0)), Level.MUST, "the repetition was answered 502");
    }

    @Test
    void aRepetitionThatIsTurnedAwayShowsNothingUnlessItActed() {
        for (int status : List.of(429, 503)) {
            assertThat(judge(replayed(answer(status, "later"), 0)))
                    .isEqualTo(new Inconclusive("the repetition was turned away: " + status + " later"));
            assertFinding(judge(replayed(answer(status, ""), 1)), Level.MUST, "acted again");
        }
    }

    @Test
    void anotherStatusIsOnlyAdvice() {
        assertFinding(judge(replayed(answer(200, CREATED.responseBody()), 0)), Level.SHOULD, "but was answered 200");
        assertFinding(judge(replayed(answer(409, ""), 0)), Level.SHOULD, "but was answered 409");
    }

    @Test
    void aDialectThatTellsThePresentStateMayAnswerAnotherBody() {
        Setting ietf = setting(true);
        Dialect present = Dialect.of("stripe-v2", "Idempotency-Key").orElseThrow();
        Setting stripe = new Setting(ietf.operation(), ietf.route(), present, true, ietf.effect(), true, "");
        assertThat(CHECK.judge(new Seen(stripe, List.of(replayed(answer(201, "{\"id\":1,\"sku\":\"b\"}"), 0)))))
                .isInstanceOf(Satisfied.class);
    }

    @Test
    void nothingToRepeatShowsNothing() {
        assertThat(judge(new Trial(answer(404, ""), Optional.empty(), 0, 0)))
                .isEqualTo(new Inconclusive("the first request with a key was answered 404 instead of 2xx"));
        assertThat(judge(new Trial(CREATED, Optional.empty(), 0, 0)))
                .isEqualTo(new Inconclusive(
                        "the first request was answered 201, but its effect was never seen by select 1, so"
                                + " that a second effect could not be seen either; see IDEMP-001"));
        assertThat(judge(replayed(answer(0, ""), 0)))
                .isEqualTo(new Inconclusive("the repetition was not answered: connection reset"));
        assertThat(judge(new Trial(CREATED, Optional.empty(), 1, 0)))
                .isEqualTo(new Inconclusive("the repetition was not answered: it was not sent"));
    }

    @Test
    void anUnscopedCountThatMovesOnceShowsNothing() {
        List<Trial> trials = List.of(replayed(CREATED, 0), replayed(CREATED, 1), replayed(CREATED, 0));
        assertThat(CHECK.judge(new Seen(setting(false), trials))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void anObstacleIsTheReason() {
        assertThat(CHECK.judge(new Seen(setting(true).blocked("why"), List.of())))
                .isEqualTo(new Inconclusive("why"));
    }
}
