package dev.seatrial.suite.lifecycle;

import dev.seatrial.check.Check;
import dev.seatrial.check.Finding;
import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.check.Observation;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Reach;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Requirement.Level;
import dev.seatrial.check.Requirement.Manner;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.check.Voyage;
import dev.seatrial.environment.Capability;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.RunningService;
import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Fault;
import dev.seatrial.link.Link;
import dev.seatrial.suite.call.Operations;
import dev.seatrial.suite.lifecycle.SteadyLoad.Shot;
import dev.seatrial.suite.request.CallTemplate;
import dev.seatrial.suite.request.KnownCalls;
import dev.seatrial.target.Program;
import dev.seatrial.target.Service;
import dev.seatrial.target.Service.Health;
import dev.seatrial.target.Target;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** LIFE-001: SIGTERM under load loses no accepted request. */
public final class OrderlyEnd implements Check<OrderlyEnd.Seen> {

    private static final Requirement REQUIREMENT = new Requirement(
            "LIFE-001",
            "lifecycle",
            Level.MUST,
            "SIGTERM under load loses no accepted request: readiness fails first, work in flight is finished, the process ends within its grace",
            "every deployment ends processes; one that drops what it accepted fails some user at each of them",
            "The Twelve-Factor App IX; Kubernetes, Pod Lifecycle (termination); requirements.md LIFE-001",
            Set.of(Capability.LIFECYCLE),
            Manner.DISTURBING);

    /** A request that began this shortly before the signal may not have been accepted yet. */
    private static final Duration ACCEPTED = Duration.ofMillis(25);

    /** An answer that comes this soon after the signal may have been on its way already. */
    private static final Duration ON_ITS_WAY = Duration.ofMillis(10);

    /** How often the service is stopped until work was surely in flight. */
    private static final int ROUNDS = 3;

    /** How many slowed exchanges with providers a request in flight may still have before it. */
    private static final int SLOW_STEPS = 10;

    private static final int MOST_SHOWN = 400;

    private final Drain drain;

    /** A check under this load. */
    public OrderlyEnd(Drain drain) {
        this.drain = drain;
    }

    /**
     * The load, and the patience with it.
     *
     * @param clients how many send at once
     * @param requests how many requests have ended before the signal
     * @param slower how much later data from providers arrives, so that requests are surely in flight
     * @param within the time for those requests; then the signal is sent anyway
     * @param readiness how soon after the signal readiness must fail
     */
    public record Drain(int clients, int requests, Duration slower, Duration within, Duration readiness) {

        /** For systems of real processes. */
        public static final Drain REAL =
                new Drain(8, 50, Duration.ofMillis(40), Duration.ofSeconds(3), Duration.ofMillis(500));
    }

    /**
     * What was seen. Times are counted from the signal.
     *
     * @param route what the clients called, such as {@code POST /orders}
     * @param before how many requests had ended when the signal was sent
     * @param failedBefore how many of those ended in a server error or not at all: what the load alone does
     * @param requests those in flight at the signal or sent after it, bounded
     * @param readinessDeclared whether the owner declares a readiness
     * @param readinessWithin how soon it must fail
     * @param readiness what it said, each change once
     * @param grace within which the process must end
     * @param ended when it ended; absent where it did not within the grace
     * @param obstacle why nothing could be observed, or empty
     */
    public record Seen(
            String route,
            int before,
            int failedBefore,
            List<Sent> requests,
            boolean readinessDeclared,
            Duration readinessWithin,
            List<Said> readiness,
            Duration grace,
            Optional<Duration> ended,
            String obstacle)
            implements Observation {
        public Seen {
            requests = List.copyOf(requests);
            readiness = List.copyOf(readiness);
        }

        static Seen blocked(String why) {
            return new Seen("", 0, 0, List.of(), false, Duration.ZERO, List.of(), Duration.ZERO, Optional.empty(), why);
        }
    }

    /**
     * One request.
     *
     * @param start when it was sent, negative before the signal
     * @param end when its answer had come or broken off
     * @param status 0 where none came
     * @param whole whether the answer came to its end
     * @param failure why not, or empty
     */
    public record Sent(Duration start, Duration end, int status, boolean whole, String failure) {

        boolean inFlight() {
            return start.compareTo(ACCEPTED.negated()) <= 0 && !end.isNegative();
        }

        /** In flight, and the service still had to work for it after the signal: only that shows what it does then. */
        boolean telling() {
            return inFlight() && (lost() || end.compareTo(ON_ITS_WAY) >= 0);
        }

        /** Answered, but with an error that may be of the load and not of the end. */
        boolean failed() {
            return whole && status >= 500;
        }

        boolean lost() {
            if (inFlight()) {
                return !whole || status >= 500;
            }
            // after the signal a refusal is legal, an answer that breaks off or an error is not
            return !start.isNegative() && (whole ? status >= 500 && status != 503 : status != 0);
        }
    }

    /**
     * What readiness said.
     *
     * @param at when it was asked last with this answer
     * @param status 0 where it could not be reached
     */
    public record Said(Duration at, int status) {

        boolean tooLate(Duration within) {
            return status == 200 && at.compareTo(within) > 0;
        }
    }

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
        return Subjects.of(
                target.services().values().stream()
                        .filter(service -> !(service.program() instanceof Program.Remote))
                        .map(service -> Subject.of(service.name()))
                        .toList(),
                "every service runs already, so that none may be stopped here");
    }

    @Override
    public Reach reach(Subject subject, Target target) {
        return Reach.of(subject.service(), target);
    }

    @Override
    public Seen observe(Subject subject, Voyage voyage) throws InterruptedException {
        RunningService service = voyage.environment().service(subject.service());
        Optional<CallTemplate> call = callable(voyage, service);
        if (call.isEmpty()) {
            return Seen.blocked("no operation of \"" + subject.service()
                    + "\" could be called; give one an example in seatrial.yaml or its OpenAPI description");
        }
        try {
            Seen seen = drained(voyage, service, call.get());
            service.start();
            for (int round = 1; round < ROUNDS && (cameTooLate(seen) || (round == 1 && stayedReady(seen))); round++) {
                seen = drained(voyage, service, call.get());
                service.start();
            }
            return seen;
        } catch (EnvironmentException e) {
            return Seen.blocked("the service could not be started again: " + e.getMessage());
        }
    }

    /** Work was in flight, and all of it was done before the signal can have had an effect. */
    private boolean cameTooLate(Seen seen) {
        return seen.requests().stream().anyMatch(Sent::inFlight) && judge(seen) instanceof Outcome.Inconclusive;
    }

    /** A service that stays ready does so again; a pause of a busy machine does not come twice at that moment. */
    private static boolean stayedReady(Seen seen) {
        return seen.readiness().stream().anyMatch(said -> said.tooLate(seen.readinessWithin()));
    }

    /** An operation that succeeds; else one that is answered, for a refusal too must not be lost. */
    private static Optional<CallTemplate> callable(Voyage voyage, RunningService service) throws InterruptedException {
        Optional<CallTemplate> answered = Optional.empty();
        for (CallTemplate candidate : KnownCalls.of(Operations.of(voyage), service.spec())) {
            int status = voyage.http().send(candidate.freshRequest()).status();
            if (status / 100 == 2) {
                return Optional.of(candidate);
            }
            if (status / 100 == 4 && answered.isEmpty()) {
                answered = Optional.of(candidate);
            }
        }
        return answered;
    }

    private Seen drained(Voyage voyage, RunningService service, CallTemplate call) throws InterruptedException {
        List<ActiveFault> slow = slowDown(voyage, service);
        Optional<Duration> ended = Optional.empty();
        try (SteadyLoad load = SteadyLoad.start(drain.clients(), service.url(), call::freshRequest)) {
            awaitLoad(load);
            int before = load.ended();
            long signal = System.nanoTime();
            service.terminate();
            load.endAtFailure();
            List<Said> readiness = new ArrayList<>();
            Duration grace = service.spec().grace();
            while (ended.isEmpty() && since(signal).compareTo(grace) < 0) {
                askReadiness(voyage, service, signal, readiness);
                if (since(signal).compareTo(drain.slower().multipliedBy(SLOW_STEPS)) > 0) {
                    slow.forEach(ActiveFault::close); // the rest of the end need not be slow
                }
                if (service.awaitExit(Duration.ofMillis(20)).isPresent()) {
                    ended = Optional.of(since(signal));
                }
            }
            List<Shot> shots = load.stop();
            return new Seen(
                    call.route(),
                    before,
                    (int) shots.stream()
                            .filter(shot -> shot.end() < signal)
                            .filter(shot ->
                                    !shot.answer().whole() || shot.answer().status() >= 500)
                            .count(),
                    sent(shots, signal),
                    ready(service.spec()).isPresent(),
                    drain.readiness(),
                    readiness,
                    grace,
                    ended,
                    "");
        } finally {
            slow.forEach(ActiveFault::close);
            if (ended.isEmpty() && service.running()) {
                service.kill();
            }
        }
    }

    private List<ActiveFault> slowDown(Voyage voyage, RunningService service) {
        List<ActiveFault> slow = new ArrayList<>();
        for (Link link : voyage.environment().links()) {
            if (link.id().consumer().equals(service.spec().name())
                    && link.faults().contains(Fault.Latency.class)) {
                slow.add(link.apply(new Fault.Latency(
                        drain.slower(),
                        Duration.ZERO,
                        drain.within().plus(service.spec().grace()).plusSeconds(5))));
            }
        }
        return slow;
    }

    /** Until enough has been sent and a quarter of the clients is in the midst of a request, or the time is over. */
    private void awaitLoad(SteadyLoad load) throws InterruptedException {
        long end = System.nanoTime() + drain.within().toNanos();
        while (System.nanoTime() < end && (load.ended() < drain.requests() || inTheMidst(load) < amidst())) {
            Thread.sleep(1);
        }
    }

    private int amidst() {
        return Math.max(1, drain.clients() / 4);
    }

    /** Accepted for certain, and far from its answer: a third of the usual time is still to come. */
    private static int inTheMidst(SteadyLoad load) {
        Duration usual = load.usual();
        Duration rest = usual.dividedBy(3);
        return load.inFlight(ACCEPTED, usual.minus(rest.compareTo(ON_ITS_WAY) < 0 ? ON_ITS_WAY : rest));
    }

    private static void askReadiness(Voyage voyage, RunningService service, long signal, List<Said> readiness)
            throws InterruptedException {
        Optional<String> path = ready(service.spec());
        if (path.isEmpty()) {
            return;
        }
        Duration at = since(signal);
        Exchange answer = voyage.http()
                .send(Request.of("GET", URI.create(service.url() + path.get())).timeout(Duration.ofSeconds(1)));
        int last = readiness.size() - 1;
        if (last >= 0 && readiness.get(last).status() == answer.status()) {
            readiness.set(last, new Said(at, answer.status()));
        } else if (readiness.size() < MOST_SHOWN) {
            readiness.add(new Said(at, answer.status()));
        }
    }

    private static Optional<String> ready(Service service) {
        return service.health().flatMap(Health::ready);
    }

    private static List<Sent> sent(List<Shot> shots, long signal) {
        return shots.stream()
                .filter(shot -> shot.end() >= signal)
                .limit(MOST_SHOWN)
                .map(shot -> new Sent(
                        Duration.ofNanos(shot.start() - signal),
                        Duration.ofNanos(shot.end() - signal),
                        shot.answer().status(),
                        shot.answer().whole(),
                        shot.answer().failure()))
                .toList();
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    @Override
    public Outcome judge(Seen seen) {
        if (!seen.obstacle().isEmpty()) {
            return new Outcome.Inconclusive(seen.obstacle());
        }
        List<Finding> findings = new ArrayList<>();
        boolean overloaded = seen.failedBefore() > 0;
        List<Sent> lost = seen.requests().stream()
                .filter(sent -> sent.lost() && !(overloaded && sent.failed()))
                .toList();
        if (!lost.isEmpty()) {
            findings.add(lost(seen, lost));
        }
        seen.readiness().stream()
                .filter(said -> said.tooLate(seen.readinessWithin()))
                .reduce((first, last) -> last)
                .ifPresent(said -> findings.add(stillReady(seen, said)));
        if (seen.ended().isEmpty()) {
            findings.add(notEnded(seen));
        }
        long inFlight = seen.requests().stream().filter(Sent::inFlight).count();
        if (inFlight == 0 && findings.isEmpty()) {
            return new Outcome.Inconclusive("no request was in flight when SIGTERM was sent: " + seen.route()
                    + " answers too quickly; declare an operation that calls a provider, with an example");
        }
        if (findings.isEmpty() && seen.requests().stream().noneMatch(Sent::telling)) {
            return new Outcome.Inconclusive("all " + inFlight + " requests in flight at SIGTERM were answered within "
                    + ON_ITS_WAY.toMillis() + " ms, so that their answers may have been on their way before it: "
                    + seen.route() + " answers too quickly; declare an operation that takes longer, with an example");
        }
        boolean doubtful = seen.requests().stream().anyMatch(sent -> sent.lost() && sent.failed());
        if (overloaded && doubtful && findings.isEmpty()) {
            return new Outcome.Inconclusive("the load alone made " + seen.failedBefore() + " of " + seen.before()
                    + " requests fail before SIGTERM, so that errors after it cannot be told from them");
        }
        return Outcome.of(
                findings,
                inFlight + " requests in flight at SIGTERM, all answered; " + seen.before() + " before it; ended after "
                        + seen.ended().map(Duration::toMillis).orElse(0L) + " ms");
    }

    private static Finding lost(Seen seen, List<Sent> lost) {
        Sent first = lost.get(0);
        long accepted = lost.stream().filter(Sent::inFlight).count();
        return new Finding(
                did(seen),
                lost.size() + " request(s) were lost, " + accepted
                        + " of them in flight at SIGTERM; the first was sent "
                        + Math.abs(first.start().toMillis()) + " ms "
                        + (first.start().isNegative() ? "before" : "after")
                        + " it and "
                        + (first.whole()
                                ? "answered " + first.status()
                                : "broke off after "
                                        + first.end().minus(first.start()).toMillis() + " ms: " + first.failure()),
                "every accepted request is answered as usual; new connections may be refused",
                "on SIGTERM: fail readiness, stop accepting, finish what is in flight, then close pools and end"
                        + " (Spring Boot: server.shutdown=graceful)",
                "");
    }

    private static Finding stillReady(Seen seen, Said said) {
        return new Finding(
                did(seen),
                "readiness still said 200 after " + said.at().toMillis() + " ms",
                "readiness fails within " + seen.readinessWithin().toMillis()
                        + " ms, so that no new requests are sent to a service that ends",
                "let readiness answer 503 from the moment of SIGTERM",
                "");
    }

    private static Finding notEnded(Seen seen) {
        return new Finding(
                did(seen),
                "the process still ran after its grace of " + seen.grace().toMillis() + " ms",
                "the process ends within its grace; then it is killed, with all that it still holds",
                "handle SIGTERM (a shell as process 1 does not pass it on: use exec), and limit the drain",
                "");
    }

    private static String did(Seen seen) {
        return "SIGTERM was sent while clients called " + seen.route() + " over connections they keep ("
                + seen.before() + " requests before, "
                + seen.requests().stream().filter(Sent::inFlight).count() + " in flight)";
    }
}
