package dev.seatrial.check;

import dev.seatrial.target.Target;

/**
 * Turns a running environment into an outcome for one requirement and one subject, in two halves: {@link #observe} does
 * something to the system and records what it saw, {@link #judge} is pure. What the judge needs of the owner's
 * expectations, the observation carries, so that a recorded observation can be judged again without a system.
 *
 * @param <O> what is observed: a record that Jackson can write and read
 */
public interface Check<O extends Observation> {

    /** The rule that is checked. */
    Requirement requirement();

    /** The class of the observation, to read recorded ones. */
    Class<O> observation();

    /** What of the target the rule applies to. Looks at the target only. */
    Subjects subjects(Target target);

    /**
     * Does something to the system and records what it saw. Judges nothing.
     *
     * @throws InterruptedException if the run is stopped or the check's time is over
     */
    O observe(Subject subject, Voyage voyage) throws InterruptedException;

    /**
     * What a disturbing look at the subject touches: others that leave it alone may run beside it. Looks at the target
     * only. Unless a check knows better, it touches everything and runs alone.
     */
    default Reach reach(Subject subject, Target target) {
        return Reach.everything();
    }

    /** Judges what was seen. No clock, no network, no randomness; the same observation always gives the same outcome. */
    Outcome judge(O observation);
}
