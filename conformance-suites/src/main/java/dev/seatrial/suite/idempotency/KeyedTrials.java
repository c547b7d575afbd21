package dev.seatrial.suite.idempotency;

import dev.seatrial.check.Check;
import dev.seatrial.check.Finding;
import dev.seatrial.check.Observation;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.check.Voyage;
import dev.seatrial.suite.effect.EffectCounters;
import dev.seatrial.suite.effect.EffectUncountable;
import dev.seatrial.suite.effect.EffectWatch;
import dev.seatrial.suite.idempotency.KeyedOperation.Keyed;
import dev.seatrial.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The frame of checks that try an operation one request after the other, each with a key of its own, and count what it did.
 *
 * @param <T> one trial
 * @param <S> what is recorded of all of them
 */
abstract class KeyedTrials<T, S extends KeyedTrials.Tried<T>> implements Check<S> {

    /** A count that others can move is only believed when it comes out the same this often. */
    private static final int UNSCOPED_TRIALS = 3;

    private final Requirement requirement;
    private final Class<S> type;
    private final BiFunction<Setting, List<T>, S> record;
    private final EffectCounters counters;
    private final EffectWatch.Pace pace;

    KeyedTrials(
            Requirement requirement,
            Class<S> type,
            BiFunction<Setting, List<T>, S> record,
            EffectCounters counters,
            EffectWatch.Pace pace) {
        this.requirement = requirement;
        this.type = type;
        this.record = record;
        this.counters = counters;
        this.pace = pace;
    }

    /**
     * What such a check records.
     *
     * @param <R> one trial
     */
    interface Tried<R> extends Observation {

        /** What the owner declared. */
        Setting setting();

        /** At least one, unless the setting is blocked. */
        List<R> trials();
    }

    /** The operation gives nothing to try; the message says why. */
    static final class NothingToTry extends Exception {

        private static final long serialVersionUID = 1L;

        NothingToTry(String why) {
            super(why);
        }
    }

    /** Tries the operation once, with a key that was never used. */
    abstract T trial(KeyedOperation operation, Keyed keyed, Setting setting)
            throws NothingToTry, EffectUncountable, InterruptedException;

    /** What a trial comes to without a look at its count: its answers tell enough, or that nothing can be told. */
    abstract Optional<Outcome> withoutCount(T trial, Setting setting);

    /** Whether the count came out right. */
    abstract boolean right(T trial);

    /** What is wrong where it did not. */
    abstract Finding wrong(T trial, Setting setting);

    /** What shows that the rule holds where all counts came out right. */
    abstract String summary(List<T> trials, Setting setting);

    /** What is wrong with the answers where all counts came out right. */
    Optional<Finding> answers(T trial, Setting setting) {
        return Optional.empty();
    }

    @Override
    public final Requirement requirement() {
        return requirement;
    }

    @Override
    public final Class<S> observation() {
        return type;
    }

    @Override
    public final Subjects subjects(Target target) {
        return KeyedOperation.promised(target);
    }

    @Override
    public final S observe(Subject subject, Voyage voyage) throws InterruptedException {
        return KeyedOperation.observe(
                subject, voyage, counters, pace, this::trials, setting -> record.apply(setting, List.of()));
    }

    private S trials(KeyedOperation operation, Setting setting) throws EffectUncountable, InterruptedException {
        List<T> trials = new ArrayList<>();
        try {
            for (int i = 0; i < (setting.scoped() ? 1 : UNSCOPED_TRIALS); i++) {
                trials.add(trial(operation, operation.fresh(), setting));
            }
        } catch (NothingToTry e) {
            return record.apply(setting.blocked(String.valueOf(e.getMessage())), List.of());
        }
        return record.apply(setting, trials);
    }

    @Override
    public final Outcome judge(S seen) {
        Setting setting = seen.setting();
        List<T> trials = seen.trials();
        if (setting.blocked()) {
            return new Outcome.Inconclusive(setting.obstacle());
        }
        for (T trial : trials) {
            Optional<Outcome> early = withoutCount(trial, setting);
            if (early.isPresent()) {
                return early.get();
            }
        }
        Outcome effect = Counted.judge(
                setting,
                trials.stream().map(this::right).toList(),
                wrong -> wrong(trials.get(wrong), setting),
                summary(trials, setting));
        return effect instanceof Outcome.Satisfied satisfied
                ? Outcome.of(answers(trials.get(0), setting).stream().toList(), satisfied.summary())
                : effect;
    }
}
