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
import dev.seatrial.suite.idempotency.FirstUse.Seen;
import dev.seatrial.suite.idempotency.FirstUse.Trial;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirstUseJudgeTest {

    private static final FirstUse CHECK =
            new FirstUse(new EffectCounters(new JdbcDatabases(), new KafkaTopics()), Pace.REAL);
    private static final Exchange CREATED = answer(201, "{\"id\":1}");

    private static Trial trial(Exchange answer, long effect) {
        return new Trial(answer, Optional.empty(), effect);
    }

    private static Outcome judge(boolean scoped, Trial... trials) {
        return CHECK.judge(new Seen(setting(scoped), List.of(trials)));
    }

    @Test
    void exactlyOneEffectIsRightAndEveryOtherNumberIsWrong() {
        for (long effect = -1; effect < 5; effect++) {
            Outcome outcome = judge(true, trial(CREATED, effect));
            if (effect == 1) {
                assertThat(outcome)
                        .isEqualTo(new Satisfied("one effect for each of 1 first request(s), counted by select 1"));
            } else {
                assertThat(outcome).as("effect %s", effect).isInstanceOf(Violated.class);
            }
        }
    }

    @Test
    void saysHowToMendEachWrongNumber() {
        assertThat(((Violated) judge(true, trial(CREATED, 2))).findings().get(0).mend())
                .startsWith("do the work once a request");
        assertThat(((Violated) judge(true, trial(CREATED, 0))).findings().get(0).mend())
                .startsWith("answer 2xx only when the effect is durable");
    }

    @Test
    void aServerErrorIsAViolation() {
        assertThat(judge(true, trial(answer(500, ""), 0))).isInstanceOfSatisfying(Violated.class, v -> {
            assertThat(v.level(CHECK.requirement())).isEqualTo(Level.MUST);
            assertThat(v.findings().get(0).saw()).isEqualTo("it was answered 500");
        });
    }

    @Test
    void aServerErrorWithoutAKeyTooIsNotOfTheKey() {
        Exchange failed = answer(500, "");
        assertThat(judge(true, new Trial(failed, Optional.of(failed), 0)))
                .isEqualTo(new Inconclusive("the first request with a key was answered 500 instead of 2xx"));
        assertThat(judge(true, new Trial(failed, Optional.of(CREATED), 0)))
                .isInstanceOfSatisfying(
                        Violated.class,
                        v -> assertThat(v.findings().get(0).saw())
                                .isEqualTo(
                                        "it was answered 500, while the same kind of request without a key was taken"));
    }

    @Test
    void beingTurnedAwayShowsNothing() {
        for (int status : List.of(429, 503)) {
            for (Optional<Exchange> control : List.of(Optional.<Exchange>empty(), Optional.of(CREATED))) {
                assertThat(judge(true, new Trial(answer(status, ""), control, 0)))
                        .isEqualTo(new Inconclusive(
                                "the first request with a key was answered " + status + " instead of 2xx"));
            }
        }
    }

    @Test
    void aRefusalOfTheExampleShowsNothing() {
        assertThat(judge(true, trial(answer(422, "{\"detail\":\"no  such\\nsku\"}"), 0)))
                .isEqualTo(new Inconclusive("the first request with a key was answered 422 instead of 2xx"
                        + " {\"detail\":\"no such\\nsku\"}"));
    }

    @Test
    void aRefusalOfTheIdentitySaysSo() {
        for (int status : List.of(401, 403)) {
            assertThat(judge(true, trial(answer(status, ""), 0)))
                    .isEqualTo(new Inconclusive("the first request with a key was answered " + status
                            + ": the identity may not call it; name another with \"as:\" under the operation"));
        }
    }

    @Test
    void noAnswerShowsNothing() {
        assertThat(judge(true, trial(answer(0, ""), 0)))
                .isEqualTo(new Inconclusive("the first request with a key was not answered: connection reset"));
    }

    @Test
    void aKeyThatAloneIsRefusedIsAViolation() {
        Trial trial = new Trial(answer(400, ""), Optional.of(CREATED), 0);
        assertThat(judge(true, trial))
                .isInstanceOfSatisfying(
                        Violated.class,
                        v -> assertThat(v.findings().get(0).saw())
                                .isEqualTo(
                                        "it was answered 400, while the same kind of request without a key was taken"));
    }

    @Test
    void aRefusalWithAndWithoutKeyShowsNothing() {
        assertThat(judge(true, new Trial(answer(400, ""), Optional.of(answer(400, "")), 0)))
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void anUnscopedCountIsBelievedOnlyWhenItIsTheSameEachTime() {
        assertThat(judge(false, trial(CREATED, 2), trial(CREATED, 2), trial(CREATED, 2)))
                .isInstanceOf(Violated.class);
        assertThat(judge(false, trial(CREATED, 1), trial(CREATED, 2), trial(CREATED, 1)))
                .isEqualTo(new Inconclusive(
                        "others moved the count while it was taken (select 1); count with a placeholder"
                                + " such as :key, so that only the request's own effect counts"));
        assertThat(judge(false, trial(CREATED, 1), trial(CREATED, 1), trial(CREATED, 1)))
                .isInstanceOf(Satisfied.class);
    }

    @Test
    void anObstacleIsTheReason() {
        assertThat(CHECK.judge(new Seen(setting(true).blocked("no counter"), List.of())))
                .isEqualTo(new Inconclusive("no counter"));
    }
}
