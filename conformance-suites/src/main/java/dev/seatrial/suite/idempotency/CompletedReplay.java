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
import dev.seatrial.suite.effect.EffectWatch.Arrival;
import dev.seatrial.suite.idempotency.KeyedOperation.Keyed;
import dev.seatrial.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** IDEMP-002: a completed request that is repeated has no further effect, and the same result. */
public final class CompletedReplay implements Check<CompletedReplay.Seen> {

    private static final Requirement REQUIREMENT = new Requirement(
            "IDEMP-002",
            "idempotency",
            Level.MUST,
            "a completed request that is repeated has no further effect and the same result",
            "clients, proxies and meshes repeat requests whose answer was lost; each repetition that acts charges twice",
            "draft-ietf-httpapi-idempotency-key-header-07 §2.6 (duplicate request)",
            Set.of(),
            Manner.STEADY);

    private static final int UNSCOPED_TRIALS = 3;

    private final EffectCounters counters;
    private final EffectWatch.Pace pace;

    /** A check that counts with these counters, at this pace. */
    public CompletedReplay(EffectCounters counters, EffectWatch.Pace pace) {
        this.counters = counters;
        this.pace = pace;
    }

    /**
     * What was seen.
     *
     * @param setting what the owner declared
     * @param trials requests, each with a key of its own, and their repetitions
     */
    public record Seen(Setting setting, List<Trial> trials) implements Observation {
        public Seen {
            trials = List.copyOf(trials);
        }
    }

    /**
     * A request and its repetition.
     *
     * @param first answer to the first request
     * @param again answer to the repetition; absent where the first had no success, or no effect
     * @param firstEffect how much the count grew by the first request
     * @param furtherEffect how much it grew by the repetition
     */
    public record Trial(Exchange first, Optional<Exchange> again, long firstEffect, long furtherEffect) {}

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
                subject, voyage, counters, pace, CompletedReplay::trials, setting -> new Seen(setting, List.of()));
    }

    private static Seen trials(KeyedOperation operation, Setting setting)
            throws EffectUncountable, InterruptedException {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < (setting.scoped() ? 1 : UNSCOPED_TRIALS); i++) {
            trials.add(trial(operation));
        }
        return new Seen(setting, trials);
    }

    private static Trial trial(KeyedOperation operation) throws EffectUncountable, InterruptedException {
        Keyed keyed = operation.fresh();
        long before = operation.count(keyed);
        Exchange first = operation.send(keyed);
        if (!Answers.success(first)) {
            return new Trial(first, Optional.empty(), 0, 0);
        }
        Arrival arrival = operation.await(keyed, before + 1);
        if (arrival.count() <= before) {
            return new Trial(first, Optional.empty(), 0, 0);
        }
        long one = operation.settled(keyed, arrival);
        Exchange again = operation.send(keyed);
        long two = operation.settled(keyed, arrival);
        return new Trial(first, Optional.of(again), one - before, two - one);
    }

    @Override
    public Outcome judge(Seen seen) {
        Setting setting = seen.setting();
        if (setting.blocked()) {
            return new Outcome.Inconclusive(setting.obstacle());
        }
        for (Trial trial : seen.trials()) {
            Optional<String> nothing = nothingToRepeat(trial, setting);
            if (nothing.isPresent()) {
                return new Outcome.Inconclusive(nothing.get());
            }
        }
        Outcome effect = Counted.judge(
                setting,
                seen.trials().stream().map(trial -> trial.furtherEffect() == 0).toList(),
                wrong -> actedAgain(seen.trials().get(wrong), setting),
                "repeated, no further effect and the same result, counted by " + setting.effect());
        if (!(effect instanceof Outcome.Satisfied satisfied)) {
            return effect;
        }
        List<Finding> findings = new ArrayList<>();
        result(seen.trials().get(0), setting).ifPresent(findings::add);
        return Outcome.of(findings, satisfied.summary());
    }

    private static Optional<String> nothingToRepeat(Trial trial, Setting setting) {
        return Answers.notASuccess("the first request with a key", trial.first())
                .or(() -> trial.firstEffect() > 0
                        ? Optional.empty()
                        : Optional.of("the first request was answered "
                                + trial.first().status()
                                + ", but its effect was never seen by " + setting.effect()
                                + ", so that a second effect could not be seen either; see IDEMP-001"))
                .or(() -> trial.again().filter(Exchange::answered).isPresent()
                        ? Optional.empty()
                        : Optional.of("the repetition was not answered: "
                                + trial.again().map(Exchange::failure).orElse("it was not sent")));
    }

    private static Finding actedAgain(Trial trial, Setting setting) {
        Exchange again = trial.again().orElseThrow();
        return new Finding(
                did(setting),
                "the repetition was answered " + Answers.shown(again) + " and acted again: " + trial.furtherEffect()
                        + " further effect(s), counted by " + setting.effect(),
                "no further effect, and the first result again",
                "store the key with the effect in one transaction, and answer a known key from the stored result",
                again.curl());
    }

    private static Optional<Finding> result(Trial trial, Setting setting) {
        Exchange first = trial.first();
        Exchange again = trial.again().orElseThrow();
        String expected = "the first result again: " + Answers.shown(first);
        if (Answers.serverError(again)) {
            return Optional.of(new Finding(
                    did(setting),
                    "the repetition was answered " + Answers.shown(again),
                    expected,
                    "answer a known key from the stored result; an error sends the client into a retry loop",
                    again.curl()));
        }
        if (Answers.success(again) && setting.dialect().sameBody() && !Answers.sameBody(first, again)) {
            return Optional.of(new Finding(
                    did(setting),
                    "the repetition was answered with another result: " + Answers.shown(again),
                    expected,
                    "store status and body with the key, and answer the repetition with both",
                    again.curl()));
        }
        if (again.status() != first.status()) {
            return Optional.of(new Finding(
                            did(setting),
                            "the repetition had no further effect, but was answered " + Answers.shown(again),
                            expected + " (dialect " + setting.dialect().name() + ")",
                            "answer the repetition with the first status",
                            again.curl())
                    .asAdvice());
        }
        return Optional.empty();
    }

    private static String did(Setting setting) {
        return setting.route() + " was sent with a new key in "
                + setting.dialect().header() + ", and after its answer sent again, byte for byte";
    }
}
