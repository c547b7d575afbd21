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
import dev.seatrial.suite.idempotency.ConcurrentDuplicates.Load;
import dev.seatrial.suite.idempotency.ConcurrentDuplicates.Round;
import dev.seatrial.suite.idempotency.ConcurrentDuplicates.Seen;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConcurrentDuplicatesJudgeTest {

    private static final ConcurrentDuplicates CHECK =
            new ConcurrentDuplicates(new EffectCounters(new JdbcDatabases(), new KafkaTopics()), Pace.REAL, Load.REAL);
    private static final Exchange CREATED = answer(201, "{\"id\":1}");
    private static final Round GOOD = new Round(Map.of(201, 1, 409, 19), 1, 1);

    private static Outcome judge(Round... odd) {
        List<Round> rounds = new ArrayList<>(Collections.nCopies(100 - odd.length, GOOD));
        rounds.addAll(List.of(odd));
        return judge(true, 1, rounds);
    }

    private static Outcome judge(boolean scoped, long single, List<Round> rounds) {
        return CHECK.judge(new Seen(
                setting(scoped),
                20,
                100,
                single,
                0,
                Optional.of(CREATED),
                rounds,
                Map.of(),
                List.of(CREATED, answer(500, ""))));
    }

    private static void assertFinding(Outcome outcome, Level level, String saw) {
        assertThat(outcome).isInstanceOfSatisfying(Violated.class, v -> {
            assertThat(v.findings()).hasSize(1);
            assertThat(v.level(CHECK.requirement())).isEqualTo(level);
            assertThat(v.findings().get(0).saw()).contains(saw);
            assertThat(v.findings().get(0).did())
                    .isEqualTo("100 rounds: POST /orders sent 20 times at once with one new key in Idempotency-Key");
        });
    }

    @Test
    void oneEffectEachIsRightHoweverTheDuplicatesAreToldOfIt() {
        assertThat(judge())
                .isEqualTo(new Satisfied(
                        "100 rounds of 20 requests at once with one key: one effect each, counted by select 1"));
        assertThat(judge(new Round(Map.of(201, 20), 1, 1))).isInstanceOf(Satisfied.class);
        assertThat(judge(new Round(Map.of(201, 1, 409, 15, 429, 4), 1, 1))).isInstanceOf(Satisfied.class);
        assertThat(judge(new Round(Map.of(201, 15, 0, 5), 1, 1))).isInstanceOf(Satisfied.class);
        assertThat(judge(new Round(Map.of(409, 20), 0, 0))).isInstanceOf(Satisfied.class);
    }

    @Test
    void everyOtherNumberOfEffectsIsAViolation() {
        for (long effect : List.of(2L, 3L, 20L)) {
            assertFinding(
                    judge(new Round(Map.of(201, 20), 1, effect)),
                    Level.MUST,
                    "in 1 of 100 rounds the effect was not exactly one; the worst had " + effect
                            + " effects, answered 20× 201");
        }
        assertFinding(judge(new Round(Map.of(201, 20), 1, 0)), Level.MUST, "the worst had 0 effects");
    }

    @Test
    void aServerErrorIsAViolation() {
        assertFinding(
                judge(new Round(Map.of(201, 1, 500, 2, 0, 17), 1, 1)),
                Level.MUST,
                "2 requests ended in a server error; one round was answered 17× not at all, 1× 201, 2× 500");
    }

    private static Outcome judge(Map<Integer, Integer> apart, Round odd) {
        List<Round> rounds = new ArrayList<>(Collections.nCopies(99, GOOD));
        rounds.add(odd);
        return CHECK.judge(
                new Seen(setting(true), 20, 100, 1, 0, Optional.of(CREATED), rounds, apart, List.of(CREATED)));
    }

    @Test
    void aServerErrorThatComesWithKeysOfTheirOwnTooIsOfTheLoad() {
        Round failing = new Round(Map.of(201, 18, 500, 2), 1, 1);
        assertThat(judge(Map.of(201, 198, 503, 2), failing))
                .isEqualTo(
                        new Inconclusive("as many requests at once with keys of their own ended in server errors, too"
                                + " (198× 201, 2× 503): it is the load, and shows nothing of the key"));
        assertFinding(judge(Map.of(201, 198, 409, 2), failing), Level.MUST, "2 requests ended in a server error");
        assertFinding(
                judge(Map.of(500, 200), new Round(Map.of(201, 18, 500, 2), 1, 2)),
                Level.MUST,
                "the effect was not exactly one");
    }

    @Test
    void duplicatesThatAreAllTurnedAwayShowNoRace() {
        Round limited = new Round(Map.of(201, 1, 429, 19), 1, 1);
        List<Round> rounds = new ArrayList<>(Collections.nCopies(9, new Round(Map.of(201, 1, 409, 1, 429, 18), 1, 1)));
        rounds.addAll(Collections.nCopies(91, limited));
        assertThat(judge(true, 1, rounds))
                .isEqualTo(new Inconclusive(
                        "in only 9 of 100 rounds one request acted and another was more than turned away; at"
                                + " least 10 are needed to see a race"));
        rounds.add(GOOD);
        assertThat(judge(true, 1, rounds)).isInstanceOf(Satisfied.class);
        rounds.set(rounds.size() - 1, new Round(Map.of(201, 2, 429, 18), 1, 2));
        assertThat(judge(true, 1, rounds)).isInstanceOf(Violated.class);
        assertThat(judge(true, 1, Collections.nCopies(100, new Round(Map.of(409, 20), 0, 0))))
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void differentResultsAreAViolation() {
        assertFinding(judge(new Round(Map.of(201, 20), 2, 1)), Level.MUST, "one round gave 2 different results");
    }

    @Test
    void anotherRefusalIsOnlyAdvice() {
        assertFinding(
                judge(new Round(Map.of(201, 1, 425, 19), 1, 1)),
                Level.SHOULD,
                "19 duplicates were refused with another status");
    }

    @Test
    void replaysAllRequestsAtOnce() {
        Outcome outcome = judge(new Round(Map.of(201, 20), 1, 2));
        assertThat(((Violated) outcome).findings().get(0).replay())
                .isEqualTo("for i in $(seq 20); do curl -X POST http://localhost/orders & done; wait");
    }

    @Test
    void fewerRoundsThanWantedAreStated() {
        assertThat(judge(true, 1, Collections.nCopies(63, GOOD)))
                .isEqualTo(new Satisfied(
                        "63 rounds (of 100 wanted; the time was over) of 20 requests at once with one key:"
                                + " one effect each, counted by select 1"));
    }

    @Test
    void tooFewRoundsShowNothingUnlessTheyShowARace() {
        assertThat(judge(true, 1, Collections.nCopies(10, GOOD))).isInstanceOf(Satisfied.class);
        assertThat(judge(true, 1, Collections.nCopies(9, GOOD)))
                .isEqualTo(
                        new Inconclusive("only 9 rounds fitted into the time; at least 10 are needed to see a race"));
        assertThat(judge(true, 1, List.of(new Round(Map.of(201, 20), 1, 2)))).isInstanceOf(Violated.class);
    }

    @Test
    void unansweredRequestsShowNothing() {
        assertThat(judge(true, 1, Collections.nCopies(100, new Round(Map.of(201, 9, 0, 11), 1, 1))))
                .isEqualTo(new Inconclusive("only 900 of 2000 requests were answered"));
        assertThat(judge(true, 1, Collections.nCopies(100, new Round(Map.of(201, 10, 0, 10), 1, 1))))
                .isInstanceOf(Satisfied.class);
    }

    @Test
    void needsACountOfTheKeyAloneAndASingleEffect() {
        assertThat(judge(false, 1, List.of()))
                .isEqualTo(new Inconclusive("the effect cannot be counted for one key alone (select 1); count with a"
                        + " placeholder such as :key"));
        for (long single : List.of(0L, 2L)) {
            assertThat(judge(true, single, List.of()))
                    .isEqualTo(new Inconclusive(
                            "a single request has " + single + " effect(s), counted by select 1, so that"
                                    + " duplicates cannot be told from it; see IDEMP-001"));
        }
    }

    @Test
    void aRepetitionThatActsAnywayHidesARace() {
        List<Round> rounds = List.of(new Round(Map.of(201, 20), 1, 20));
        Seen seen = new Seen(setting(true), 20, 100, 1, 1, Optional.of(CREATED), rounds, Map.of(), List.of());
        assertThat(CHECK.judge(seen))
                .isEqualTo(
                        new Inconclusive(
                                "a repetition after the answer acts too, so that a race cannot be told from it; see IDEMP-002"));
    }

    @Test
    void aRefusedSingleRequestShowsNothing() {
        Seen seen =
                new Seen(setting(true), 20, 100, 0, 0, Optional.of(answer(422, "")), List.of(), Map.of(), List.of());
        assertThat(CHECK.judge(seen))
                .isEqualTo(new Inconclusive("a single request with a key was answered 422 instead of 2xx"));
    }
}
