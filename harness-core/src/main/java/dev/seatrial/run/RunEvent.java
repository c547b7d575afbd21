package dev.seatrial.run;

import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Subject;
import java.util.List;
import java.util.Optional;

/** Something that happened during a run. */
public sealed interface RunEvent {

    /**
     * The run begins.
     *
     * @param total how many checks of subjects there are, those decided without a look included
     * @param seed of everything random
     */
    record Planned(int total, long seed) implements RunEvent {}

    /** A check of a subject begins. */
    record Started(Requirement requirement, Subject subject) implements RunEvent {}

    /** A disturbing check saw a violation and looks once more. */
    record Confirming(Requirement requirement, Subject subject, Outcome.Violated first) implements RunEvent {}

    /** A result is there. {@code done} of {@code total} are. */
    record Finished(CheckResult result, int done, int total) implements RunEvent {}

    /**
     * A service was found ended though no check had ended it, and was started again.
     *
     * @param code its exit code, where there is one
     * @param log the last lines that it wrote
     * @param failed why it could not be started again, if it could not
     */
    record Ended(String service, Optional<Integer> code, List<String> log, Optional<String> failed)
            implements RunEvent {
        public Ended {
            log = List.copyOf(log);
        }
    }
}
