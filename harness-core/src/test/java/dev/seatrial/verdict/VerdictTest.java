package dev.seatrial.verdict;

import static dev.seatrial.verdict.Verdict.CONFORMS;
import static dev.seatrial.verdict.Verdict.INCONCLUSIVE;
import static dev.seatrial.verdict.Verdict.VIOLATES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Finding;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Requirement.Level;
import dev.seatrial.check.Requirement.Manner;
import dev.seatrial.check.Subject;
import dev.seatrial.run.CheckResult;
import dev.seatrial.target.Waiver;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final CheckResult SATISFIED = result(new Outcome.Satisfied("fine"));
    private static final CheckResult VIOLATED =
            result(new Outcome.Violated(List.of(new Finding("did", "saw", "expected", "mend", ""))));
    private static final CheckResult UNCLEAR = result(new Outcome.Inconclusive("why"));
    private static final CheckResult NOT_HERE = result(new Outcome.Inapplicable("why"));
    private static final Waiver WAIVER = new Waiver("A-001", "orders", "known", LocalDate.of(2999, 1, 1));

    @Test
    void isTheWorstOverTheOutcomes() {
        assertThat(Verdict.over(List.of(SATISFIED, NOT_HERE))).isEqualTo(CONFORMS);
        assertThat(Verdict.over(List.of(SATISFIED, UNCLEAR))).isEqualTo(INCONCLUSIVE);
        assertThat(Verdict.over(List.of(SATISFIED, UNCLEAR, VIOLATED))).isEqualTo(VIOLATES);
        assertThat(Verdict.over(List.of(VIOLATED, SATISFIED))).isEqualTo(VIOLATES);
        assertThat(Verdict.over(List.of(UNCLEAR, SATISFIED))).isEqualTo(INCONCLUSIVE);
    }

    @Test
    void nothingApplicableConformsToNothing() {
        assertThat(Verdict.over(List.of())).isEqualTo(INCONCLUSIVE);
        assertThat(Verdict.over(List.of(NOT_HERE))).isEqualTo(INCONCLUSIVE);
    }

    @Test
    void whatIsWaivedCountsNeitherForNorAgainst() {
        assertThat(Verdict.over(List.of(SATISFIED, VIOLATED.waived(WAIVER), UNCLEAR.waived(WAIVER))))
                .isEqualTo(CONFORMS);
        assertThat(Verdict.over(List.of(VIOLATED.waived(WAIVER)))).isEqualTo(INCONCLUSIVE);
    }

    @Test
    void eachHasItsExitCode() {
        assertThat(CONFORMS.exitCode()).isZero();
        assertThat(VIOLATES.exitCode()).isEqualTo(1);
        assertThat(INCONCLUSIVE.exitCode()).isEqualTo(3);
    }

    private static CheckResult result(Outcome outcome) {
        return CheckResult.of(
                new Requirement(
                        "A-001", "fake", Level.MUST, "a rule", "because", "a document", Set.of(), Manner.STEADY),
                Optional.of(Subject.of("orders")),
                outcome);
    }
}
