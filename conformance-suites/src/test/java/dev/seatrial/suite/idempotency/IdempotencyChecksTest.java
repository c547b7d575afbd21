package dev.seatrial.suite.idempotency;

import static dev.seatrial.suite.idempotency.IdempotencyFixture.outcome;
import static dev.seatrial.suite.idempotency.IdempotencyFixture.outcomes;
import static dev.seatrial.suite.idempotency.IdempotencyFixture.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Outcome;
import dev.seatrial.check.Outcome.Inconclusive;
import dev.seatrial.check.Outcome.Satisfied;
import dev.seatrial.check.Outcome.Violated;
import dev.seatrial.check.Subjects;
import dev.seatrial.fixture.Defect;
import dev.seatrial.fixture.FixtureSystem;
import dev.seatrial.fixture.FixtureTarget;
import dev.seatrial.target.Operation;
import dev.seatrial.target.Operation.Effect;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdempotencyChecksTest {

    @Test
    void isSilentOnTheConformingTwin() {
        assertThat(outcomes(Defect.NONE, FixtureTarget.target()))
                .hasSize(4)
                .allSatisfy((id, outcome) -> assertThat(outcome).as(id).isInstanceOf(Satisfied.class));
    }

    static Stream<Arguments> mutants() {
        return Stream.of(
                Arguments.of(Defect.FIRST_USE_ACTS_TWICE, "IDEMP-001", "counted 2 times"),
                Arguments.of(Defect.ANSWERS_WITHOUT_EFFECT, "IDEMP-001", "counted 0 times"),
                Arguments.of(Defect.REPLAY_ACTS, "IDEMP-002", "acted again: 1 further effect(s)"),
                Arguments.of(Defect.REPLAY_WITHOUT_BODY, "IDEMP-002", "with another result: 201"),
                Arguments.of(Defect.REPLAY_ENDS_IN_500, "IDEMP-002", "the repetition was answered 500"),
                Arguments.of(Defect.REPLAY_WITH_OTHER_STATUS, "IDEMP-002", "no further effect, but was answered 200"),
                Arguments.of(Defect.FINGERPRINT_OFF, "IDEMP-004", "the request was done: answered 201"),
                Arguments.of(Defect.FINGERPRINT_IGNORED, "IDEMP-004", "not done, but answered as if it were: 201"),
                Arguments.of(Defect.REUSE_ENDS_IN_500, "IDEMP-004", "the answer was 500"),
                Arguments.of(Defect.REUSE_WITH_OTHER_STATUS, "IDEMP-004", "refused without effect, but with 400"),
                Arguments.of(Defect.CHECK_THEN_SET, "IDEMP-015", "the effect was not exactly one"),
                Arguments.of(Defect.COLLISION_ENDS_IN_500, "IDEMP-015", "ended in a server error"));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void speaksOnTheMutantAndOnNoOther(Defect defect, String id, String saw) {
        Map<String, Outcome> outcomes = outcomes(defect, FixtureTarget.target());

        assertThat(outcomes.get(id))
                .isInstanceOfSatisfying(
                        Violated.class,
                        violated -> assertThat(violated.findings())
                                .singleElement()
                                .satisfies(finding -> {
                                    assertThat(finding.did())
                                            .contains("POST /orders")
                                            .contains("key in Idempotency-Key");
                                    assertThat(finding.saw()).contains(saw);
                                    assertThat(finding.replay()).contains("curl");
                                }));
        assertThat(outcomes).allSatisfy((other, outcome) -> {
            if (!other.equals(id)) {
                assertThat(outcome).as(other).isNotInstanceOf(Violated.class);
            }
        });
    }

    @Test
    void cannotTellWithoutAnEffectCounter() {
        Operation bare = FixtureTarget.createOrder();
        Operation uncounted = Operation.of("createOrder")
                .withIdempotency(bare.idempotency().orElseThrow())
                .withExample(bare.example().orElseThrow());

        assertThat(outcomes(Defect.NONE, target(o -> uncounted)))
                .allSatisfy((id, outcome) -> assertThat(outcome)
                        .isEqualTo(new Inconclusive(
                                "nothing is declared that counts what createOrder does, and its answers alone"
                                        + " prove nothing; declare \"effect:\" for the operation in seatrial.yaml")));
    }

    @Test
    void cannotTellWhenTheExampleIsRefused() {
        assertThat(outcomes(Defect.NONE, target(o -> o.withAs("nobody"))))
                .allSatisfy((id, outcome) ->
                        assertThat(outcome).isEqualTo(new Inconclusive("the target has no identity \"nobody\"")));
    }

    @Test
    void cannotTellWhenTheCounterIsBlind() {
        Effect.Sql blind = new Effect.Sql("orders-db", "select count(*) from nothing where client_ref = :clientRef");
        Map<String, Outcome> outcomes = outcomes(Defect.NONE, target(o -> o.withEffect(blind)));

        assertThat(outcomes.get("IDEMP-001")).isInstanceOf(Violated.class);
        assertThat(List.of("IDEMP-002", "IDEMP-004", "IDEMP-015"))
                .allSatisfy(id -> assertThat(outcomes.get(id))
                        .isInstanceOfSatisfying(
                                Inconclusive.class,
                                inconclusive -> assertThat(inconclusive.why()).contains("see IDEMP-001")));
    }

    @Test
    void cannotTellWhenTheCounterFails() {
        Effect.Sql wrong = new Effect.Sql("orders-db", "select count(*) from orders where client_ref = :reference");

        assertThat(outcomes(Defect.NONE, target(o -> o.withEffect(wrong))))
                .allSatisfy((id, outcome) -> assertThat(outcome)
                        .isEqualTo(new Inconclusive(
                                "the effect \"select count(*) from orders where client_ref = :reference\" needs"
                                        + " :reference, but the request body has no such member; it has [clientRef, item, quantity], and"
                                        + " :key is the idempotency key")));
    }

    @Test
    void doesNotApplyWhereNothingIsPromised() {
        try (FixtureSystem system = FixtureSystem.with(Defect.NONE, target(o -> Operation.of("createOrder")))) {
            assertThat(IdempotencyFixture.checks(system))
                    .allSatisfy(check -> assertThat(check.subjects(system.target()))
                            .isEqualTo(new Subjects.None(
                                    "no operation promises idempotency; declare it with \"idempotency: {"
                                            + " dialect: ietf }\" under operations")));
        }
    }

    @Test
    void countsByARequestToo() {
        Effect.Http http = new Effect.Http("orders", "/orders?limit=100", "");
        assertThat(outcome("IDEMP-002", Defect.NONE, target(o -> o.withEffect(http))))
                .isInstanceOf(Satisfied.class);
        assertThat(outcome("IDEMP-002", Defect.REPLAY_ACTS, target(o -> o.withEffect(http))))
                .isInstanceOf(Violated.class);
    }
}
