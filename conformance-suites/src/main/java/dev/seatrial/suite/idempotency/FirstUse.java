package dev.seatrial.suite.idempotency;

import dev.seatrial.check.Check;
import dev.seatrial.check.Finding;
import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.Observation;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Requirement.Level;
import dev.seatrial.check.Requirement.Manner;
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
import java.util.Set;

/** IDEMP-001: the first request with a key has its effect once, and a normal result. */
public final class FirstUse implements Check<FirstUse.Seen> {

    private static final Requirement REQUIREMENT = new Requirement(
            "IDEMP-001",
            "idempotency",
            Level.MUST,
            "the first request with a key has its effect once and a normal result",
            "a key must neither stop a request nor multiply it, or clients stop sending keys",
            "draft-ietf-httpapi-idempotency-key-header-07 §2.6 (first time request)",
            Set.of(),
            Manner.STEADY);

    /** A count that others can move is only believed when it comes out the same this often. */
    private static final int UNSCOPED_TRIALS = 3;

    private final EffectCounters counters;
    private final EffectWatch.Pace pace;

    /** A check that counts with these counters, at this pace. */
    public FirstUse(EffectCounters counters, EffectWatch.Pace pace) {
        this.counters = counters;
        this.pace = pace;
    }

    /**
     * What was seen.
     *
     * @param setting what the owner declared
     * @param trials requests, each with a key of its own
     */
    public record Seen(Setting setting, List<Trial> trials) implements Observation {
        public Seen {
            trials = List.copyOf(trials);
        }
    }

    /**
     * One first request.
     *
     * @param answer to the request with a key
     * @param control answer to another request without a key, asked where the first was refused and no key is required
     * @param effect how much the count grew
     */
    public record Trial(Exchange answer, Optional<Exchange> control, long effect) {}

    @Override
    public Requirement requirement() {
        return REQUIREMENT;
    }

    @Override
    public Class<Seen> observation() {
        return Seen.class;
    }

    @Override
    public Subjects subjects(Target target) {
        return KeyedOperation.promised(target);
    }

    @Override
    public Seen observe(Subject subject, Voyage voyage) throws InterruptedException {
        return KeyedOperation.observe(
                subject, voyage, counters, pace, FirstUse::trials, setting -> new Seen(setting, List.of()));
    }

    private static Seen trials(KeyedOperation operation, Setting setting)
            throws EffectUncountable, InterruptedException {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < (setting.scoped() ? 1 : UNSCOPED_TRIALS); i++) {
            Keyed keyed = operation.fresh();
            long before = operation.count(keyed);
            Exchange answer = operation.send(keyed);
            boolean refused = answer.status() / 100 == 4;
            Optional<Exchange> control = refused && !setting.required()
                    ? Optional.of(operation.sendWithoutKey(operation.fresh().call()))
                    : Optional.empty();
            long after =
                    refused ? operation.count(keyed) : operation.settled(keyed, operation.await(keyed, before + 1));
            trials.add(new Trial(answer, control, after - before));
        }
        return new Seen(setting, trials);
    }

    @Override
    public Outcome judge(Seen seen) {
        Setting setting = seen.setting();
        if (setting.blocked()) {
            return new Outcome.Inconclusive(setting.obstacle());
        }
        for (Trial trial : seen.trials()) {
            Optional<Outcome> refused = refused(trial, setting);
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        return Counted.judge(
                setting,
                seen.trials().stream().map(trial -> trial.effect() == 1).toList(),
                wrong -> effect(seen.trials().get(wrong), setting),
                "one effect for each of " + seen.trials().size() + " first request(s), counted by " + setting.effect());
    }

    private static Optional<Outcome> refused(Trial trial, Setting setting) {
        if (Answers.success(trial.answer())) {
            return Optional.empty();
        }
        boolean keyRefused = trial.control().filter(Answers::success).isPresent();
        if (Answers.serverError(trial.answer()) || keyRefused) {
            return Optional.of(new Outcome.Violated(List.of(new Finding(
                    did(setting),
                    "it was answered " + Answers.shown(trial.answer())
                            + (keyRefused ? ", while the same kind of request without a key was taken" : ""),
                    "a normal 2xx answer: a key that was never used changes nothing",
                    "take any new key of 1 to 255 characters, quoted or bare, and process the request as usual",
                    trial.answer().curl()))));
        }
        return Optional.of(new Outcome.Inconclusive(Answers.notASuccess("the first request with a key", trial.answer())
                .orElseThrow()));
    }

    private static Finding effect(Trial trial, Setting setting) {
        return new Finding(
                did(setting),
                "it was answered " + Answers.shown(trial.answer()) + ", and its effect was counted " + trial.effect()
                        + " times by " + setting.effect(),
                "exactly one effect",
                trial.effect() > 1
                        ? "do the work once a request; look for a retry inside the service, or an event handled twice"
                        : "answer 2xx only when the effect is durable; if it is, correct the declared effect, which does not see it",
                trial.answer().curl());
    }

    private static String did(Setting setting) {
        return setting.route() + " was sent once, with a new key in "
                + setting.dialect().header();
    }
}
