package dev.seatrial.check;

import dev.seatrial.check.Requirement.Level;
import java.util.Optional;

/**
 * One violation, for a reader who was not there. Requirement and subject are those of the result that holds it.
 *
 * @param did what was done to the system
 * @param saw what was seen
 * @param expected what should have been seen
 * @param mend how to mend it
 * @param replay a shell command that shows it again, or empty where none can
 * @param level how binding the broken part of the rule is, where it is less binding than the requirement itself: an
 *     effect that happened twice breaks the rule, a status that differs from the declared dialect only {@code SHOULD};
 *     absent: the requirement's level
 */
public record Finding(String did, String saw, String expected, String mend, String replay, Optional<Level> level) {

    /** A finding as binding as its requirement. */
    public Finding(String did, String saw, String expected, String mend, String replay) {
        this(did, saw, expected, mend, replay, Optional.empty());
    }

    /** The same, but only {@code SHOULD}. */
    public Finding asAdvice() {
        return new Finding(did, saw, expected, mend, replay, Optional.of(Level.SHOULD));
    }
}
