package dev.seatrial.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.check.Finding;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Requirement.Level;
import dev.seatrial.check.Requirement.Manner;
import dev.seatrial.check.Subject;
import dev.seatrial.report.Report;
import dev.seatrial.report.ReportJson;
import dev.seatrial.report.Timings;
import dev.seatrial.run.CheckResult;
import dev.seatrial.target.Waiver;
import dev.seatrial.verdict.Verdict;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final List<Level> LEVELS = List.of(Level.MUST, Level.SHOULD, Level.MAY);
    private static final Outcome SATISFIED = new Outcome.Satisfied("20 of 20");
    private static final Outcome VIOLATED =
            new Outcome.Violated(List.of(new Finding("did", "two charges", "one", "mend", "")));
    private static final Outcome ADVISED =
            new Outcome.Violated(List.of(new Finding("did", "status 409", "422", "mend", "").asAdvice()));
    private static final Outcome INCONCLUSIVE = new Outcome.Inconclusive("no request arrived");
    private static final Outcome INAPPLICABLE = new Outcome.Inapplicable("no links");

    @Test
    void opensWhereEverythingRequiredWasShown() {
        Decision decision = decide(GatePolicy.standard(), must(SATISFIED), must(INAPPLICABLE));
        assertThat(decision).isInstanceOf(Decision.Open.class);
        assertThat(decision.exitCode()).isZero();
        assertThat(decision.reasons())
                .containsExactly(
                        "1 satisfied, 0 violated below the gate's levels, 0 inconclusive and tolerated," + " 0 waived");
        assertThat(decision)
                .hasToString("open: 1 satisfied, 0 violated below the gate's levels, 0 inconclusive and tolerated,"
                        + " 0 waived");
    }

    @Test
    void staysShutOnAViolatedMust() {
        Decision decision = decide(GatePolicy.standard(), must(SATISFIED), must(VIOLATED));
        assertShut(decision, "A-001 orders is violated: two charges");
        assertThat(decision.exitCode()).isEqualTo(1);
        assertThat(decision).hasToString("shut: A-001 orders is violated: two charges");
    }

    @Test
    void staysShutWhenTheHarnessCannotTell() {
        assertShut(
                decide(GatePolicy.standard(), must(SATISFIED), must(INCONCLUSIVE)),
                "A-001 orders is inconclusive: no request arrived");
    }

    @Test
    void opensWhenAskedToTolerateWhatCannotBeTold() {
        assertThat(decide(GatePolicy.standard().toleratingInconclusive(), must(SATISFIED), must(INCONCLUSIVE))
                        .reasons())
                .containsExactly(
                        "1 satisfied, 0 violated below the gate's levels, 1 inconclusive and tolerated," + " 0 waived");
    }

    @Test
    void staysShutOnNothing() {
        assertShut(decide(GatePolicy.standard()), "nothing was shown to hold");
        assertShut(decide(GatePolicy.standard(), must(INAPPLICABLE)), "nothing was shown to hold");
        assertShut(decide(GatePolicy.standard(), must(VIOLATED).waived(waiver(TODAY))), "nothing was shown to hold");
    }

    @Test
    void aShouldShutsOnlyAStrictGate() {
        CheckResult advice = result(Level.SHOULD, VIOLATED);
        assertThat(decide(GatePolicy.standard(), must(SATISFIED), advice)).isInstanceOf(Decision.Open.class);
        assertShut(decide(GatePolicy.strict(), must(SATISFIED), advice), "A-001 orders is violated: two charges");
        CheckResult unclear = result(Level.SHOULD, INCONCLUSIVE);
        assertThat(decide(GatePolicy.standard(), must(SATISFIED), unclear)).isInstanceOf(Decision.Open.class);
        assertShut(
                decide(GatePolicy.strict(), must(SATISFIED), unclear),
                "A-001 orders is inconclusive: no request arrived");
    }

    @Test
    void aFindingMayBindLessThanItsRequirement() {
        assertThat(decide(GatePolicy.standard(), must(SATISFIED), must(ADVISED)))
                .isInstanceOf(Decision.Open.class);
        assertShut(decide(GatePolicy.strict(), must(SATISFIED), must(ADVISED)), "A-001 orders is violated: status 409");
    }

    @Test
    void aWaiverHoldsThroughItsLastDayAndNotLonger() {
        CheckResult waived = must(VIOLATED).waived(waiver(TODAY));
        assertThat(decide(GatePolicy.standard(), must(SATISFIED), waived).reasons())
                .containsExactly(
                        "1 satisfied, 0 violated below the gate's levels, 0 inconclusive and tolerated," + " 1 waived");
        assertShut(
                new Gate(GatePolicy.standard()).decide(report(must(SATISFIED), waived), TODAY.plusDays(1)),
                "A-001 orders is violated: two charges (its waiver has expired)");
    }

    @Test
    void staysShutWhereARequiredRequirementWasNotSatisfied() {
        GatePolicy policy = GatePolicy.standard().requiring("A-001", "B-001");
        assertShut(decide(policy, must(SATISFIED)), "B-001 is required and was not satisfied");
        assertShut(
                decide(GatePolicy.standard().requiring("A-001"), must(INAPPLICABLE)),
                "nothing was shown to hold",
                "A-001 is required and was not satisfied");
        assertThat(decide(GatePolicy.standard().requiring("A-001"), must(SATISFIED)))
                .isInstanceOf(Decision.Open.class);
    }

    @Test
    void staysShutOnARunThatDidNotEnd() {
        Report stopped = report(Optional.of("interrupted by the user"), Verdict.INCONCLUSIVE, must(SATISFIED));
        assertShut(
                new Gate(GatePolicy.standard()).decide(stopped, TODAY), "the run did not end: interrupted by the user");
    }

    @Test
    void staysShutOnAReportThatContradictsItself() {
        Report mended = report(Optional.empty(), Verdict.CONFORMS, must(SATISFIED), result(Level.SHOULD, VIOLATED));
        assertShut(
                new Gate(GatePolicy.standard()).decide(mended, TODAY),
                "the report says CONFORMS but its results come to VIOLATES");
    }

    @Test
    void namesTheReportItDecidedOn() {
        Report report = report(must(SATISFIED));
        assertThat(new Gate(GatePolicy.standard()).decide(report, TODAY).reportHash())
                .isEqualTo(ReportJson.hash(report))
                .hasSize(64);
        Report shut = report(must(VIOLATED));
        assertThat(new Gate(GatePolicy.standard()).decide(shut, TODAY).reportHash())
                .isEqualTo(ReportJson.hash(shut))
                .isNotEqualTo(ReportJson.hash(report));
    }

    @Test
    void nobodyElseCanMakeAnOpen() {
        assertThat(Arrays.stream(Decision.Open.class.getDeclaredConstructors()))
                .allMatch(c -> !Modifier.isPublic(c.getModifiers()) && !Modifier.isProtected(c.getModifiers()));
        assertThat(Modifier.isFinal(Decision.Open.class.getModifiers())).isTrue();
    }

    @Test
    void aShutNeedsAReasonAndAPolicyItsMust() {
        assertThatThrownBy(() -> new Decision.Shut(List.of(), "")).hasMessage("a gate is not shut without a reason");
        assertThatThrownBy(() -> new GatePolicy(Set.of(Level.MAY), true, List.of()))
                .hasMessage("a gate that a violated MUST does not shut is no gate");
    }

    @Test
    void neverOpensOnAStandingViolatedMustAndNeverShutsForAnAddedSatisfaction() {
        Random random = new Random(20261122);
        List<Outcome> outcomes = List.of(SATISFIED, VIOLATED, ADVISED, INCONCLUSIVE, INAPPLICABLE);
        for (int round = 0; round < 500; round++) {
            List<CheckResult> results = new ArrayList<>();
            int size = random.nextInt(6);
            for (int i = 0; i < size; i++) {
                CheckResult result =
                        result(LEVELS.get(random.nextInt(3)), outcomes.get(random.nextInt(outcomes.size())));
                results.add(
                        random.nextInt(4) == 0 ? result.waived(waiver(TODAY.minusDays(random.nextInt(2)))) : result);
            }
            GatePolicy policy = random.nextBoolean() ? GatePolicy.standard() : GatePolicy.strict();
            Decision decision = decide(policy, results.toArray(CheckResult[]::new));
            boolean broken = results.stream()
                    .anyMatch(r -> r.outcome() == VIOLATED
                            && r.requirement().level() == Level.MUST
                            && r.waiver()
                                    .filter(w -> !w.expires().isBefore(TODAY))
                                    .isEmpty());
            boolean shown = results.stream().anyMatch(r -> r.outcome() == SATISFIED);
            if (broken || !shown) {
                assertThat(decision).as("%s", results).isInstanceOf(Decision.Shut.class);
            }
            if (decision instanceof Decision.Open) {
                results.add(must(SATISFIED));
                assertThat(decide(policy, results.toArray(CheckResult[]::new)))
                        .as("%s", results)
                        .isInstanceOf(Decision.Open.class);
            }
        }
    }

    private static void assertShut(Decision decision, String... reasons) {
        assertThat(decision).isInstanceOf(Decision.Shut.class);
        assertThat(decision.reasons()).containsExactly(reasons);
    }

    private static Decision decide(GatePolicy policy, CheckResult... results) {
        return new Gate(policy).decide(report(results), TODAY);
    }

    private static Report report(CheckResult... results) {
        return report(Optional.empty(), Verdict.over(List.of(results)), results);
    }

    private static Report report(Optional<String> stopped, Verdict verdict, CheckResult... results) {
        return new Report(
                Report.FORMAT,
                "0",
                "harbour",
                "fake",
                "core",
                1,
                Instant.EPOCH,
                Duration.ofSeconds(1),
                verdict,
                stopped,
                List.of(results),
                List.of(),
                new Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO, List.of(), List.of()),
                List.of(),
                List.of());
    }

    private static CheckResult must(Outcome outcome) {
        return result(Level.MUST, outcome);
    }

    private static CheckResult result(Level level, Outcome outcome) {
        return CheckResult.of(
                new Requirement("A-001", "fake", level, "a rule", "because", "a document", Set.of(), Manner.STEADY),
                Optional.of(Subject.of("orders")),
                outcome);
    }

    private static Waiver waiver(LocalDate expires) {
        return new Waiver("A-001", "orders", "known", expires);
    }
}
