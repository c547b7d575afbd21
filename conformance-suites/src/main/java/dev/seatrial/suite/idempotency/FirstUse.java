package dev.seatrial.suite.idempotency;

import dev.seatrial.check.Finding;
import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Requirement.Level;
import dev.seatrial.check.Requirement.Manner;
import dev.seatrial.suite.effect.EffectCounters;
import dev.seatrial.suite.effect.EffectUncountable;
import dev.seatrial.suite.effect.EffectWatch;
import dev.seatrial.suite.idempotency.KeyedOperation.Keyed;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** IDEMP-001: the first request with a key has its effect once, and a normal result. */
public final class FirstUse extends KeyedTrials<FirstUse.Trial, FirstUse.Seen> {

    private static final Requirement REQUIREMENT = new Requirement(
            "IDEMP-001",
            "idempotency",
            Level.MUST,
            "the first request with a key has its effect once and a normal result",
            "a key must neither stop a request nor multiply it, or clients stop sending keys",
            "draft-ietf-httpapi-idempotency-key-header-07 §2.6 (first time request)",
            Set.of(),
            Manner.STEADY);

    /** A check that counts with these counters, at this pace. */
    public FirstUse(EffectCounters counters, EffectWatch.Pace pace) {
        super(REQUIREMENT, Seen.class, Seen::new, counters, pace);
    }

    /**
     * What was seen.
     *
     * @param setting what the owner declared
     * @param trials requests, each with a key of its own
     */
    public record Seen(Setting setting, List<Trial> trials) implements Tried<Trial> {
        public Seen {
            trials = List.copyOf(trials);
        }
    }

    /**
     * One first request.
     *
     * @param answer to the request with a key
     * @param control answer to another request without a key, asked where the first had no success and no key is required
     * @param effect how much the count grew
     */
    public record Trial(Exchange answer, Optional<Exchange> control, long effect) {}

    @Override
    Trial trial(KeyedOperation operation, Keyed keyed, Setting setting) throws EffectUncountable, InterruptedException {
        long before = operation.count(keyed);
        Exchange answer = operation.send(keyed);
        boolean refused = answer.status() / 100 == 4;
        Optional<Exchange> control = (refused || Answers.serverError(answer)) && !setting.required()
                ? Optional.of(operation.sendWithoutKey(operation.fresh().call()))
                : Optional.empty();
        long after = refused ? operation.count(keyed) : operation.settled(keyed, operation.await(keyed, before + 1));
        return new Trial(answer, control, after - before);
    }

    @Override
    boolean right(Trial trial) {
        return trial.effect() == 1;
    }

    @Override
    String summary(List<Trial> trials, Setting setting) {
        return "one effect for each of " + trials.size() + " first request(s), counted by " + setting.effect();
    }

    @Override
    Optional<Outcome> withoutCount(Trial trial, Setting setting) {
        if (Answers.success(trial.answer())) {
            return Optional.empty();
        }
        boolean keyRefused = trial.control().filter(Answers::success).isPresent();
        boolean failed = Answers.serverError(trial.answer()) && trial.control().isEmpty();
        if ((failed || keyRefused) && !Answers.busy(trial.answer())) {
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

    @Override
    Finding wrong(Trial trial, Setting setting) {
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
