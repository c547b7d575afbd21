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
import dev.seatrial.suite.effect.EffectWatch.Arrival;
import dev.seatrial.suite.idempotency.KeyedOperation.Keyed;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** IDEMP-002: a completed request that is repeated has no further effect, and the same result. */
public final class CompletedReplay extends KeyedTrials<CompletedReplay.Trial, CompletedReplay.Seen> {

    private static final Requirement REQUIREMENT = new Requirement(
            "IDEMP-002",
            "idempotency",
            Level.MUST,
            "a completed request that is repeated has no further effect and the same result",
            "clients, proxies and meshes repeat requests whose answer was lost; each repetition that acts charges twice",
            "draft-ietf-httpapi-idempotency-key-header-07 §2.6 (duplicate request)",
            Set.of(),
            Manner.STEADY);

    /** A check that counts with these counters, at this pace. */
    public CompletedReplay(EffectCounters counters, EffectWatch.Pace pace) {
        super(REQUIREMENT, Seen.class, Seen::new, counters, pace);
    }

    /**
     * What was seen.
     *
     * @param setting what the owner declared
     * @param trials requests, each with a key of its own, and their repetitions
     */
    public record Seen(Setting setting, List<Trial> trials) implements Tried<Trial> {
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
    Trial trial(KeyedOperation operation, Keyed keyed, Setting setting) throws EffectUncountable, InterruptedException {
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
    Optional<Outcome> withoutCount(Trial trial, Setting setting) {
        return nothingToRepeat(trial, setting).map(Outcome.Inconclusive::new);
    }

    @Override
    boolean right(Trial trial) {
        return trial.furtherEffect() == 0;
    }

    @Override
    String summary(List<Trial> trials, Setting setting) {
        return "repeated, no further effect and the same result, counted by " + setting.effect();
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
                                + trial.again().map(Exchange::failure).orElse("it was not sent")))
                .or(() -> trial.again()
                        .filter(again -> Answers.busy(again) && trial.furtherEffect() == 0)
                        .map(again -> "the repetition was turned away: " + Answers.shown(again)));
    }

    @Override
    Finding wrong(Trial trial, Setting setting) {
        Exchange again = trial.again().orElseThrow();
        return new Finding(
                did(setting),
                "the repetition was answered " + Answers.shown(again) + " and acted again: " + trial.furtherEffect()
                        + " further effect(s), counted by " + setting.effect(),
                "no further effect, and the first result again",
                "store the key with the effect in one transaction, and answer a known key from the stored result",
                again.curl());
    }

    @Override
    Optional<Finding> answers(Trial trial, Setting setting) {
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
