package dev.seatrial.suite.idempotency;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.check.Voyage;
import dev.seatrial.suite.call.OperationException;
import dev.seatrial.suite.call.Operations;
import dev.seatrial.suite.effect.EffectCounter;
import dev.seatrial.suite.effect.EffectCounters;
import dev.seatrial.suite.effect.EffectUncountable;
import dev.seatrial.suite.effect.EffectWatch;
import dev.seatrial.suite.openapi.DescriptionException;
import dev.seatrial.suite.request.Call;
import dev.seatrial.suite.request.CallTemplate;
import dev.seatrial.suite.request.Dialect;
import dev.seatrial.target.Operation;
import dev.seatrial.target.Operation.Idempotency;
import dev.seatrial.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** An operation that promises idempotency, ready to be called and counted. */
final class KeyedOperation {

    private final Voyage voyage;
    private final CallTemplate template;
    private final Dialect dialect;
    private final EffectCounter counter;
    private final EffectWatch watch;

    private KeyedOperation(
            Voyage voyage, CallTemplate template, Dialect dialect, EffectCounter counter, EffectWatch.Pace pace) {
        this.voyage = voyage;
        this.template = template;
        this.dialect = dialect;
        this.counter = counter;
        this.watch = new EffectWatch(counter, pace);
    }

    /** A logical request and its key. */
    record Keyed(Call call, String key, Instant firstSent) {

        /** The same key on another request. */
        Keyed with(Call other) {
            return new Keyed(other, key, firstSent);
        }
    }

    /** What a check does with the operation. */
    interface Observe<O> {
        O with(KeyedOperation operation, Setting setting) throws EffectUncountable, InterruptedException;
    }

    /** What a check records where it could not do that; the setting says why. */
    interface Blocked<O> {
        O by(Setting setting);
    }

    /** The operations that promise idempotency. */
    static Subjects promised(Target target) {
        List<Subject> subjects = new ArrayList<>();
        target.services()
                .values()
                .forEach(service -> service.operations().values().stream()
                        .filter(operation -> operation.idempotency().isPresent())
                        .forEach(operation -> subjects.add(Subject.of(service.name(), operation.id()))));
        return Subjects.of(
                subjects,
                "no operation promises idempotency; declare it with \"idempotency: { dialect: ietf }\" under operations");
    }

    /** Opens the operation, lets the check observe it, and closes it again. */
    static <O> O observe(
            Subject subject,
            Voyage voyage,
            EffectCounters counters,
            EffectWatch.Pace pace,
            Observe<O> observe,
            Blocked<O> blocked)
            throws InterruptedException {
        String service = subject.service();
        String id = subject.detail().orElseThrow();
        Operation declared = Objects.requireNonNull(
                voyage.environment().service(service).spec().operations().get(id));
        Idempotency promise = declared.idempotency().orElseThrow();
        Dialect dialect = Dialect.of(promise.dialect(), promise.header())
                .orElseThrow(() -> new IllegalStateException("no dialect \"" + promise.dialect() + "\""));
        Setting setting = new Setting(id, "", dialect, promise.required(), "", false, "");
        if (declared.effect().isEmpty()) {
            return blocked.by(
                    setting.blocked(
                            "nothing is declared that counts what " + id
                                    + " does, and its answers alone prove nothing; declare \"effect:\" for the operation in seatrial.yaml"));
        }
        try (EffectCounter counter = counters.open(declared.effect().get(), voyage)) {
            CallTemplate template =
                    CallTemplate.of(Operations.of(voyage), service, id).varying(counter.members());
            return observe.with(
                    new KeyedOperation(voyage, template, dialect, counter, pace),
                    new Setting(
                            id,
                            template.route(),
                            dialect,
                            promise.required(),
                            counter.describe(),
                            counter.scoped(),
                            ""));
        } catch (OperationException | DescriptionException | EffectUncountable e) {
            return blocked.by(setting.blocked(String.valueOf(e.getMessage())));
        }
    }

    /** A logical request with a key that was never used. */
    Keyed fresh() {
        return new Keyed(template.fresh(), UUID.randomUUID().toString(), Instant.now());
    }

    CallTemplate template() {
        return template;
    }

    Voyage voyage() {
        return voyage;
    }

    Request request(Keyed keyed) {
        Request request = keyed.call().request();
        for (Map.Entry<String, String> header :
                dialect.headers(keyed.key(), keyed.firstSent()).entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        return request;
    }

    Exchange send(Keyed keyed) throws InterruptedException {
        return voyage.http().send(request(keyed));
    }

    /** Sends a request without its key. */
    Exchange sendWithoutKey(Call call) throws InterruptedException {
        return voyage.http().send(call.request());
    }

    long count(Keyed keyed) throws EffectUncountable, InterruptedException {
        return counter.count(keyed.call(), keyed.key());
    }

    /** Whether the counter tells the two by their bodies, so that each has a count of its own. */
    boolean countsApart(Keyed one, Keyed other) {
        return counter.members().stream()
                .anyMatch(member -> !Objects.equals(
                        one.call().members().get(member), other.call().members().get(member)));
    }

    EffectWatch.Arrival await(Keyed keyed, long atLeast) throws EffectUncountable, InterruptedException {
        return watch.await(keyed.call(), keyed.key(), atLeast);
    }

    long settled(Keyed keyed, EffectWatch.Arrival first) throws EffectUncountable, InterruptedException {
        return watch.settled(keyed.call(), keyed.key(), first);
    }
}
