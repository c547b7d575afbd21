package dev.seatrial.ship.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.ship.rollout.Reason.Cause;
import dev.seatrial.ship.rollout.RolloutResult.NotReady;
import dev.seatrial.ship.rollout.RolloutResult.RolledBack;
import dev.seatrial.ship.rollout.RolloutResult.Stable;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutResultTest {

    private static final Reason CRASH = new Reason(Cause.PROGRAM, "pod p", "ended");
    private static final Reason NO_IMAGE = new Reason(Cause.CLUSTER, "pod p", "no image");

    @Test
    void saysWhyAndWhatWasWrittenLast() {
        assertThat(new NotReady("r@d", List.of(CRASH, NO_IMAGE), List.of("line"))
                        .message()
                        .lines())
                .containsExactly(
                        "the candidate for r@d will not become ready, stable is as it was:",
                        "  pod p: ended",
                        "  pod p: no image",
                        "  it last wrote:",
                        "  | line");
    }

    @Test
    void blamesTheClusterOnlyWhereItAloneIsToBlame() {
        assertThat(new NotReady("r@d", List.of(NO_IMAGE), List.of()).exitCode()).isEqualTo(4);
        assertThat(new NotReady("r@d", List.of(NO_IMAGE, CRASH), List.of()).exitCode())
                .isEqualTo(1);
    }

    @Test
    void saysHowStableIsAfterARollback() {
        assertThat(rolledBack(Stable.AS_BEFORE).message())
                .contains("and was rolled back and is ready again as it was:");
        assertThat(rolledBack(Stable.GONE_AS_BEFORE).message())
                .contains("and was removed again, as there was none before:");
        assertThat(rolledBack(Stable.NOT_READY).message())
                .contains("and was rolled back but IS NOT READY: look at it now:");
        assertThat(rolledBack(Stable.AS_BEFORE).exitCode()).isEqualTo(1);
        assertThat(rolledBack(Stable.NOT_READY).exitCode()).isEqualTo(4);
    }

    private static RolledBack rolledBack(Stable stable) {
        return new RolledBack("r@d", List.of(CRASH), List.of(), stable);
    }
}
