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
import dev.seatrial.suite.request.Call;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** IDEMP-004: a used key with another payload has no effect and is refused. */
public final class ReusedKey extends KeyedTrials<ReusedKey.Trial, ReusedKey.Seen> {

    private static final Requirement REQUIREMENT = new Requirement(
            "IDEMP-004",
            "idempotency",
            Level.MUST,
            "a used key with another payload has no effect and is refused",
            "a client that reuses a key by mistake must hear of it; else its second request is lost or done under a wrong name",
            "draft-ietf-httpapi-idempotency-key-header-07 §2.6, §2.7 (422)",
            Set.of(),
            Manner.STEADY);

    /** A check that counts with these counters, at this pace. */
    public ReusedKey(EffectCounters counters, EffectWatch.Pace pace) {
        super(REQUIREMENT, Seen.class, Seen::new, counters, pace);
    }

    /**
     * What was seen.
     *
     * @param setting what the owner declared
     * @param trials requests, each with a key of its own, and the others with the same key
     */
    public record Seen(Setting setting, List<Trial> trials) implements Tried<Trial> {
        public Seen {
            trials = List.copyOf(trials);
        }
    }

    /**
     * A request, and another one with its key.
     *
     * @param first answer to the first request
     * @param other answer to the other; absent where the first had no success, or no effect
     * @param control answer to the other payload under a key of its own: whether it is as good as the first
     * @param firstEffect how much the count grew by the first request
     * @param otherEffect how much the counts of both payloads grew by the other
     */
    public record Trial(
            Exchange first, Optional<Exchange> other, Optional<Exchange> control, long firstEffect, long otherEffect) {}

    @Override
    Trial trial(KeyedOperation operation, Keyed keyed, Setting setting)
            throws NothingToTry, EffectUncountable, InterruptedException {
        Call changed = operation
                .template()
                .otherThan(keyed.call())
                .orElseThrow(() -> new NothingToTry("the body of " + setting.operation()
                        + " has nothing that could be changed: no JSON object with a number or a text"));
        long before = operation.count(keyed);
        Exchange first = operation.send(keyed);
        if (!Answers.success(first)) {
            return new Trial(first, Optional.empty(), Optional.empty(), 0, 0);
        }
        Arrival arrival = operation.await(keyed, before + 1);
        if (arrival.count() <= before) {
            return new Trial(first, Optional.empty(), Optional.empty(), 0, 0);
        }
        long one = operation.settled(keyed, arrival);
        Keyed reused = keyed.with(changed);
        long otherBefore = operation.count(reused);
        Exchange other = operation.send(reused);
        long otherAfter = operation.settled(reused, arrival);
        long firstAfter = operation.settled(keyed, arrival);
        long grown = firstAfter - one;
        if (operation.countsApart(keyed, reused)) {
            grown += otherAfter - otherBefore;
        }
        Keyed own = operation.fresh().with(changed);
        return new Trial(first, Optional.of(other), Optional.of(operation.send(own)), one - before, grown);
    }

    @Override
    Optional<Outcome> withoutCount(Trial trial, Setting setting) {
        return nothingToReuse(trial, setting).map(Outcome.Inconclusive::new);
    }

    @Override
    boolean right(Trial trial) {
        return trial.otherEffect() == 0;
    }

    @Override
    String summary(List<Trial> trials, Setting setting) {
        return "refused with "
                + trials.get(0).other().map(Exchange::status).orElse(0)
                + " and without effect, counted by " + setting.effect();
    }

    private static Optional<String> nothingToReuse(Trial trial, Setting setting) {
        return Answers.notASuccess("the first request with a key", trial.first())
                .or(() -> trial.firstEffect() > 0
                        ? Optional.empty()
                        : Optional.of("the first request was answered "
                                + trial.first().status() + ", but its effect was never seen by " + setting.effect()
                                + "; see IDEMP-001"))
                .or(() -> trial.other().filter(Exchange::answered).isPresent()
                        ? Optional.empty()
                        : Optional.of("the request with the used key was not answered: "
                                + trial.other().map(Exchange::failure).orElse("it was not sent")))
                .or(() -> trial.other()
                        .filter(other -> Answers.busy(other) && trial.otherEffect() == 0)
                        .map(other -> "the request with the used key was turned away: " + Answers.shown(other)))
                .or(() -> Answers.notASuccess(
                        "the changed payload under a key of its own",
                        trial.control().orElseThrow()));
    }

    @Override
    Finding wrong(Trial trial, Setting setting) {
        Exchange other = trial.other().orElseThrow();
        return new Finding(
                did(setting),
                "the request was done: answered " + Answers.shown(other) + ", " + trial.otherEffect()
                        + " effect(s) counted by " + setting.effect(),
                "no effect, and a refusal with " + statuses(setting),
                "store a fingerprint of the payload with the key, and refuse the key where it differs",
                other.curl());
    }

    @Override
    Optional<Finding> answers(Trial trial, Setting setting) {
        Exchange other = trial.other().orElseThrow();
        if (Answers.success(other)) {
            return Optional.of(new Finding(
                    did(setting),
                    "the request was not done, but answered as if it were: " + Answers.shown(other),
                    "a refusal with " + statuses(setting),
                    "store a fingerprint of the payload with the key, and refuse the key where it differs",
                    other.curl()));
        }
        if (Answers.serverError(other)) {
            return Optional.of(new Finding(
                    did(setting),
                    "the answer was " + Answers.shown(other),
                    "a refusal with " + statuses(setting) + ": the client is at fault, and a 5xx invites it to repeat",
                    "compare the payload's fingerprint before working on the request",
                    other.curl()));
        }
        if (!setting.dialect().otherPayload().contains(other.status())) {
            return Optional.of(new Finding(
                            did(setting),
                            "it was refused without effect, but with " + Answers.shown(other),
                            statuses(setting),
                            "answer a reused key with the status of the declared dialect, or declare the dialect you speak",
                            other.curl())
                    .asAdvice());
        }
        String mediaType =
                other.responseHeaders().getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        if (setting.dialect().problem() && !mediaType.startsWith("application/problem+json")) {
            return Optional.of(new Finding(
                            did(setting),
                            "it was refused with " + other.status() + ", but explained as \"" + mediaType + "\"",
                            "problem details: Content-Type application/problem+json (RFC 9457)",
                            "answer with a problem document that says that the key was used with another payload",
                            other.curl())
                    .asAdvice());
        }
        return Optional.empty();
    }

    private static String statuses(Setting setting) {
        String list = String.join(
                " or ",
                setting.dialect().otherPayload().stream().map(String::valueOf).toList());
        return list + " (dialect " + setting.dialect().name() + ")";
    }

    private static String did(Setting setting) {
        return setting.route() + " was sent with a new key in "
                + setting.dialect().header()
                + ", and after its answer another valid payload was sent with the same key";
    }
}
