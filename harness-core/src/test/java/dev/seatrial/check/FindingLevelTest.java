package dev.seatrial.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Outcome.Violated;
import dev.seatrial.check.Requirement.Level;
import dev.seatrial.check.Requirement.Manner;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FindingLevelTest {

    private static final Requirement MUST =
            new Requirement("IDEMP-002", "idempotency", Level.MUST, "t", "w", "s", Set.of(), Manner.STEADY);
    private static final Finding EFFECT = new Finding("did", "saw", "expected", "mend", "");

    @Test
    void aFindingIsAsBindingAsItsRequirement() {
        assertThat(new Violated(List.of(EFFECT)).level(MUST)).isEqualTo(Level.MUST);
    }

    @Test
    void aViolationOfAdviceAloneIsOnlyAdvice() {
        assertThat(new Violated(List.of(EFFECT.asAdvice())).level(MUST)).isEqualTo(Level.SHOULD);
    }

    @Test
    void theMostBindingFindingDecides() {
        assertThat(new Violated(List.of(EFFECT.asAdvice(), EFFECT)).level(MUST)).isEqualTo(Level.MUST);
    }
}
