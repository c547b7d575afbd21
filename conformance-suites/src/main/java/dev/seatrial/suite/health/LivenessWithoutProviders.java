package dev.seatrial.suite.health;

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
import dev.seatrial.environment.RunningService;
import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Fault;
import dev.seatrial.link.Ledger.Mark;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.suite.call.Operations;
import dev.seatrial.suite.request.CallTemplate;
import dev.seatrial.suite.request.KnownCalls;
import dev.seatrial.target.LinkSpec;
import dev.seatrial.target.Service;
import dev.seatrial.target.Service.Health;
import dev.seatrial.target.Target;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** HEALTH-001: liveness does not depend on providers. */
public final class LivenessWithoutProviders implements Check<LivenessWithoutProviders.Seen> {

    private static final Requirement REQUIREMENT = new Requirement(
            "HEALTH-001",
            "health",
            Level.MUST,
            "liveness stays 200 and the service is not restarted while a provider is gone",
            "liveness that asks a provider turns its outage into a restart storm of every consumer",
            "Kubernetes, Configure Liveness, Readiness and Startup Probes; requirements.md HEALTH-001",
            Set.of(Capability.LEDGER, Capability.FAULTS),
            Manner.DISTURBING);

    private static final int MOST_STIMULI = 3;

    private final Window window;

    /** A check that watches for this long. */
    public LivenessWithoutProviders(Window window) {
        this.window = window;
    }

    /**
     * How liveness is watched.
     *
     * @param probes how often it is asked while the link is cut
     * @param every time between two probes
     * @param timeout within which a probe is answered
     * @param patience as long as the cut has hit nothing, it is asked on for this long
     * @param recovery within which readiness is back after the link is whole again
     */
    public record Window(int probes, Duration every, Duration timeout, Duration patience, Duration recovery) {

        /** For systems of real processes. */
        public static final Window REAL = new Window(
                5, Duration.ofMillis(150), Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(15));
    }

    /**
     * What was seen.
     *
     * @param link the link that was cut
     * @param before liveness while all was well
     * @param probes liveness while the link was cut
     * @param arrived how many of the probes show in the service's entry ledger
     * @param hits how many requests or connections the cut hit
     * @param restarted whether the service ended or was started anew meanwhile
     * @param ready whether it was ready again in time after the link was whole
     * @param obstacle why nothing could be observed, or empty
     */
    public record Seen(
            String link,
            Optional<Exchange> before,
            List<Exchange> probes,
            int arrived,
            long hits,
            boolean restarted,
            boolean ready,
            String obstacle)
            implements Observation {
        public Seen {
            probes = List.copyOf(probes);
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
        List<LinkSpec> watched = target.links().stream()
                .filter(link -> live(target.services().get(link.consumer())).isPresent())
                .toList();
        return Subjects.of(
                watched.stream()
                        .map(link -> Subject.of(link.consumer(), link.provider()))
                        .toList(),
                target.links().isEmpty()
                        ? "no service has a link that could be cut"
                        : "no service with a link declares its liveness; declare \"health: { live: /livez }\"");
    }

    @Override
    public Reach reach(Subject subject, Target target) {
        return Reach.of(subject.service(), target);
    }

    private static Optional<String> live(@org.jspecify.annotations.Nullable Service service) {
        return Optional.ofNullable(service).flatMap(Service::health).flatMap(Health::live);
    }

    @Override
    public Seen observe(Subject subject, Voyage voyage) throws InterruptedException {
        LinkId id = new LinkId(subject.service(), subject.detail().orElseThrow());
        Optional<Link> link = voyage.environment().link(id);
        if (link.isEmpty() || !link.get().faults().contains(Fault.Down.class)) {
            return new Seen(
                    id.toString(),
                    Optional.empty(),
                    List.of(),
                    0,
                    0,
                    false,
                    true,
                    "the link " + id + " cannot be cut in this environment");
        }
        RunningService service = voyage.environment().service(subject.service());
        Exchange before = ask(voyage, service, live(service.spec()).orElseThrow());
        if (before.status() != 200) {
            return new Seen(id.toString(), Optional.of(before), List.of(), 0, 0, false, true, "");
        }
        return cut(voyage, service, link.get(), before);
    }

    private Seen cut(Voyage voyage, RunningService service, Link link, Exchange before) throws InterruptedException {
        String path = live(service.spec()).orElseThrow();
        int starts = service.starts();
        Duration timeToLive = window.timeout()
                .plus(window.every())
                .multipliedBy(window.probes() + MOST_STIMULI + 2)
                .plus(window.patience());
        List<CallTemplate> stimuli = KnownCalls.of(Operations.of(voyage), service.spec());
        Mark cutAt = link.ledger().mark();
        Optional<Mark> entry = entry(voyage, service).map(e -> e.ledger().mark());
        List<Exchange> probes = new ArrayList<>();
        long hits;
        ActiveFault fault = link.apply(new Fault.Down(timeToLive));
        try (fault) {
            long end = System.nanoTime() + window.patience().toNanos();
            hits = 0;
            for (int i = 0; i < window.probes() || (hits == 0 && System.nanoTime() < end); i++) {
                if (hits == 0 && i < MOST_STIMULI) {
                    stimulate(voyage, service, i < stimuli.size() ? Optional.of(stimuli.get(i)) : Optional.empty());
                }
                probes.add(ask(voyage, service, path));
                Thread.sleep(window.every().toMillis());
                hits = hits(fault, link, cutAt);
            }
        }
        boolean restarted = !service.running() || service.starts() != starts;
        int arrived = entry.map(mark -> arrived(voyage, service, mark, path)).orElse(0);
        boolean ready = awaitReady(voyage, service);
        return new Seen(link.id().toString(), Optional.of(before), probes, arrived, hits, restarted, ready, "");
    }

    private static long hits(ActiveFault fault, Link link, Mark cutAt) {
        long faulted = link.ledger().since(cutAt).stream()
                .filter(row -> row.fault().isPresent())
                .count();
        return Math.max(fault.hits(), faulted);
    }

    /** What a client or an orchestrator would do, so that the service turns to its provider. */
    private void stimulate(Voyage voyage, RunningService service, Optional<CallTemplate> call)
            throws InterruptedException {
        if (call.isPresent()) {
            voyage.http().send(call.get().freshRequest().timeout(window.timeout()));
        }
        Optional<String> path = ready(service);
        if (path.isPresent()) {
            ask(voyage, service, path.get());
        }
    }

    private static Optional<Link> entry(Voyage voyage, RunningService service) {
        return voyage.environment().link(LinkId.entry(service.spec().name()));
    }

    private static int arrived(Voyage voyage, RunningService service, Mark mark, String path) {
        return (int) entry(voyage, service).orElseThrow().ledger().requestsSince(mark).stream()
                .filter(request -> request.path().equals(path))
                .count();
    }

    private static Optional<String> ready(RunningService service) {
        return service.spec().health().flatMap(Health::ready);
    }

    /** A service that does not come back by itself is started again, so that the next check finds it whole. */
    private boolean awaitReady(Voyage voyage, RunningService service) throws InterruptedException {
        String path = ready(service).or(() -> live(service.spec())).orElseThrow();
        long end = System.nanoTime() + window.recovery().toNanos();
        while (System.nanoTime() < end) {
            if (ask(voyage, service, path).status() == 200) {
                return true;
            }
            Thread.sleep(50);
        }
        if (voyage.environment().capabilities().contains(Capability.LIFECYCLE)) {
            voyage.note(service.spec().name() + " did not become ready again and was restarted by the check");
            service.kill();
            service.start();
        }
        return false;
    }

    private Exchange ask(Voyage voyage, RunningService service, String path) throws InterruptedException {
        return voyage.http()
                .send(Request.of("GET", URI.create(service.url() + path)).timeout(window.timeout()));
    }

    @Override
    public Outcome judge(Seen seen) {
        if (!seen.obstacle().isEmpty()) {
            return new Outcome.Inconclusive(seen.obstacle());
        }
        Exchange before = seen.before().orElseThrow();
        if (before.status() != 200) {
            return new Outcome.Inconclusive("liveness was " + shown(before) + " before anything was cut");
        }
        // A pause of a busy machine keeps one answer back; a liveness that waits for its provider keeps back more.
        List<Exchange> silent =
                seen.probes().stream().filter(probe -> !probe.answered()).toList();
        Optional<Exchange> sick = seen.probes().stream()
                .filter(probe -> probe.status() != 200)
                .filter(probe -> probe.answered() || silent.size() > 1)
                .findFirst();
        if (seen.hits() == 0) {
            return new Outcome.Inconclusive("the cut of the link " + seen.link()
                    + " hit nothing: no request or connection used the link meanwhile");
        }
        List<Finding> findings = new ArrayList<>();
        if (seen.restarted()) {
            findings.add(new Finding(
                    did(seen),
                    "the service ended or was started anew",
                    "the service goes on and waits for its provider",
                    "do not end the process when a provider is gone; retry in the background and say so in readiness",
                    before.curl()));
        } else if (sick.isPresent()) {
            findings.add(new Finding(
                    did(seen),
                    "liveness was " + shown(sick.get()),
                    "200: the process itself is well, and a restart would not bring the provider back",
                    "take the provider out of the liveness; readiness is where its absence belongs",
                    sick.get().curl()));
        }
        if (findings.isEmpty() && !silent.isEmpty()) {
            return new Outcome.Inconclusive(
                    "one of " + seen.probes().size() + " liveness probes was " + shown(silent.get(0))
                            + ", which a pause of the machine explains as well as the cut of " + seen.link());
        }
        if (findings.isEmpty() && seen.arrived() < seen.probes().size()) {
            return new Outcome.Inconclusive("only " + seen.arrived() + " of "
                    + seen.probes().size() + " liveness probes show in the service's ledger");
        }
        if (findings.isEmpty() && !seen.ready()) {
            return new Outcome.Inconclusive("after the link " + seen.link()
                    + " was whole again, the service did not become ready in time; see HEALTH-002");
        }
        return Outcome.of(
                findings,
                seen.probes().size() + " liveness probes answered 200 while " + seen.link() + " was cut (" + seen.hits()
                        + " hit)");
    }

    private static String shown(Exchange answer) {
        return answer.answered()
                ? Integer.toString(answer.status())
                : "not answered within " + answer.took().toMillis() + " ms (" + answer.failure() + ")";
    }

    private static String did(Seen seen) {
        return "the link " + seen.link() + " was cut (" + seen.hits()
                + " request(s) or connection(s) hit), and liveness asked "
                + seen.probes().size() + " times";
    }
}
