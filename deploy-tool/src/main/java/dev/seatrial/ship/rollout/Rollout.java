package dev.seatrial.ship.rollout;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.gate.Decision;
import dev.seatrial.ship.cluster.Apply;
import dev.seatrial.ship.cluster.Cluster;
import dev.seatrial.ship.cluster.ConflictException;
import dev.seatrial.ship.cluster.Kind;
import dev.seatrial.ship.cluster.PortForward;
import dev.seatrial.ship.image.Image;
import dev.seatrial.ship.manifest.Bundle;
import dev.seatrial.ship.manifest.Candidate;
import dev.seatrial.ship.manifest.Change;
import dev.seatrial.ship.manifest.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Candidate, watch, gate, promotion or rollback of one service in one namespace.
 *
 * <p>The lock and the journal are in the cluster, so that a second shipper is refused and a killed one is mended by the next.
 */
public final class Rollout {

    private final Cluster cluster;
    private final Settings settings;
    private final Consumer<RolloutEvent> listener;
    private final Journal journal;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final long start = System.nanoTime();

    /**
     * A rollout, not yet begun.
     *
     * @param listener hears each step as it is made
     */
    public Rollout(Cluster cluster, Settings settings, Consumer<RolloutEvent> listener) {
        this.cluster = cluster;
        this.settings = settings;
        this.listener = listener;
        this.journal = new Journal(cluster, settings.bundle().service());
    }

    /**
     * What is rolled out, and how.
     *
     * @param bundle the service's manifests, image not yet named
     * @param port on which its pods answer
     * @param ready within which a pod becomes ready
     * @param force takes over fields that other managers own, instead of failing
     */
    public record Settings(Bundle bundle, int port, Duration ready, boolean force) {}

    /** Builds an image, and pushes it where it will be run. */
    @FunctionalInterface
    public interface Build {
        /** The image, named by digest. */
        Image image() throws InterruptedException;
    }

    /** What promoting would change, by the API server's own answer; changes nothing. */
    public RolloutResult plan(Build build) throws InterruptedException {
        Image image = build.image();
        return new RolloutResult.Planned(image.reference(), planned(wanted(image)));
    }

    /**
     * Ships.
     *
     * @param gatekeeper judges the candidate
     * @throws EnvironmentException if somebody else ships this service now, or the cluster refuses
     */
    @SuppressWarnings("try") // the cancellation is there to be open, nothing more
    public RolloutResult ship(Build build, Gatekeeper gatekeeper) throws InterruptedException {
        try (Cancellation cancellation = Cancellation.onShutdown();
                Lock lock = Lock.take(cluster, settings.bundle().service(), holder(), say("lock"))) {
            say("cluster").accept(cluster.title());
            recovery("recover").mend();
            say("build").accept("building and pushing the image");
            Image image = build.image();
            say("build").accept(image.reference());
            Bundle wanted = wanted(image);
            planned(wanted).forEach(p -> p.lines().forEach(say("plan")));
            Journal.Entry entry = new Journal.Entry(
                    run, Phase.CANDIDATE, image.reference(), lock.fencing(), hash(wanted), List.of(), List.of());
            RolloutResult result = attempt(wanted, entry, image, gatekeeper, lock);
            lock.check();
            journal.write(entry.in(Phase.ENDED));
            journal.record(Instant.now(), audit(entry, result));
            return result;
        }
    }

    /** One attempt, whose candidate is gone when this returns or throws. */
    private RolloutResult attempt(Bundle wanted, Journal.Entry entry, Image image, Gatekeeper gatekeeper, Lock lock)
            throws InterruptedException {
        try {
            return candidate(wanted, entry, image, gatekeeper, lock);
        } catch (InterruptedException | RuntimeException e) {
            cleanUp(entry, lock, e);
            throw e;
        }
    }

    /** After a failure of ours or of the cluster's; what cannot be cleaned up now, the next run finds in the journal. */
    private void cleanUp(Journal.Entry entry, Lock lock, Exception failure) {
        boolean interrupted = Thread.interrupted(); // the client library would give up at once
        try {
            lock.check();
            recovery("candidate").removeCandidate(run);
            if (journal.read()
                    .map(Journal.Entry::phase)
                    .filter(p -> p == Phase.CANDIDATE || p == Phase.GATE)
                    .isPresent()) {
                journal.write(entry.in(Phase.ENDED));
                journal.record(
                        Instant.now(),
                        Map.of(
                                "run",
                                run,
                                "image",
                                entry.image(),
                                "result",
                                "Stopped",
                                "message",
                                String.valueOf(failure)));
            }
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private RolloutResult candidate(Bundle wanted, Journal.Entry entry, Image image, Gatekeeper gatekeeper, Lock lock)
            throws InterruptedException {
        List<Manifest> services = new ArrayList<>(cluster.list(Kind.SERVICE, Map.of()));
        wanted.around().stream().filter(m -> m.kind().equals("Service")).forEach(services::add);
        Candidate candidate = Candidate.of(wanted, services, run);
        lock.check();
        journal.write(entry);
        say("candidate").accept("starting " + candidate.deployment().title() + ", without stable traffic");
        apply(candidate.preview(), Apply.PLAIN);
        apply(candidate.deployment(), Apply.PLAIN);
        String name = candidate.deployment().name();
        Watch watch = new Watch(cluster, say("candidate"));
        RolloutResult result;
        if (watch.await(name, settings.ready()) instanceof Progress.Failed failed) {
            result = new RolloutResult.NotReady(image.reference(), failed.reasons(), watch.lastLines(name));
        } else {
            lock.check();
            journal.write(entry.in(Phase.GATE));
            result = judge(name, image, gatekeeper, watch);
        }
        if (result instanceof RolloutResult.Promoted open) {
            result = promote(wanted, entry, open, lock);
        }
        recovery("candidate").removeCandidate(run);
        return result;
    }

    /** Runs the gate; {@link RolloutResult.Promoted} stands for an open one. */
    private RolloutResult judge(String name, Image image, Gatekeeper gatekeeper, Watch watch)
            throws InterruptedException {
        List<Manifest> pods = watch.observe(name).newPods();
        Fingerprint before = Fingerprint.of(pods);
        if (pods.size() != 1 || !before.runs(image.digest())) {
            throw new EnvironmentException("the candidate does not run %s alone, but: %s"
                    .formatted(image.digest(), before.pods().values()));
        }
        Decision decision;
        try (PortForward forward = cluster.forward(pods.get(0).name(), settings.port())) {
            say("gate").accept("judging the candidate at " + forward.url());
            decision = gatekeeper.decide(forward.url());
        }
        Optional<String> difference =
                before.difference(Fingerprint.of(watch.observe(name).newPods()));
        say("gate").accept(decision.toString());
        if (difference.isPresent()) {
            return new RolloutResult.Voided(image.reference(), difference.get());
        }
        return decision instanceof Decision.Open open
                ? new RolloutResult.Promoted(image.reference(), open)
                : new RolloutResult.Refused(image.reference(), decision);
    }

    private RolloutResult promote(Bundle wanted, Journal.Entry entry, RolloutResult.Promoted promoted, Lock lock)
            throws InterruptedException {
        List<Manifest> previous = new ArrayList<>();
        List<Manifest> created = new ArrayList<>();
        for (Manifest object : wanted.all()) {
            Optional<Manifest> live = cluster.find(Kind.of(object), object.name());
            live.ifPresentOrElse(
                    l -> previous.add(l.asWritten()),
                    () -> created.add(Manifest.of(object.apiVersion(), object.kind(), object.name())));
        }
        Journal.Entry intent = new Journal.Entry(
                run, Phase.PROMOTE, entry.image(), entry.fencing(), entry.manifestHash(), previous, created);
        lock.check();
        journal.write(intent);
        Watch watch = new Watch(cluster, say("promote"));
        try {
            for (Manifest object : wanted.all()) {
                lock.check();
                say("promote").accept("applying " + object.title());
                apply(object, settings.force() ? Apply.FORCED : Apply.PLAIN);
            }
            String name = wanted.deployment().name();
            if (watch.await(name, settings.ready()) instanceof Progress.Failed failed) {
                List<String> log = watch.lastLines(name);
                lock.check();
                boolean healthy = recovery("rollback").rollBack(intent);
                boolean first = previous.stream().noneMatch(m -> m.kind().equals("Deployment"));
                RolloutResult.Stable stable = !healthy
                        ? RolloutResult.Stable.NOT_READY
                        : first ? RolloutResult.Stable.GONE_AS_BEFORE : RolloutResult.Stable.AS_BEFORE;
                return new RolloutResult.RolledBack(entry.image(), failed.reasons(), log, stable);
            }
            return promoted;
        } catch (InterruptedException e) {
            lock.check();
            recovery("rollback").rollBack(intent);
            throw e;
        }
    }

    private Recovery recovery(String step) {
        return new Recovery(cluster, journal, settings.ready(), say(step));
    }

    private Bundle wanted(Image image) {
        Bundle running = settings.bundle().running(image.reference());
        return cluster.find(Kind.DEPLOYMENT, running.deployment().name())
                .map(running::scaledAs)
                .orElse(running);
    }

    private List<PlannedObject> planned(Bundle wanted) {
        List<PlannedObject> plan = new ArrayList<>();
        for (Manifest object : wanted.all()) {
            Optional<Manifest> live = cluster.find(Kind.of(object), object.name());
            Manifest then = apply(object, settings.force() ? Apply.DRY_RUN_FORCED : Apply.DRY_RUN);
            plan.add(new PlannedObject(
                    object.title(),
                    live.isPresent(),
                    live.map(l -> Change.between(l, then)).orElse(List.of())));
        }
        return plan;
    }

    private Manifest apply(Manifest object, Apply how) {
        try {
            return cluster.apply(object, how);
        } catch (ConflictException e) {
            throw new EnvironmentException(
                    "%s in namespace %s has fields that somebody else owns: %s. Leave those fields out of the manifests, or take them over with --force"
                            .formatted(object.title(), cluster.namespace(), e.getMessage()),
                    e);
        }
    }

    private static String hash(Bundle bundle) {
        return new Manifest(Map.of(
                        "items", bundle.all().stream().map(Manifest::tree).toList()))
                .hash();
    }

    private static Map<String, String> audit(Journal.Entry entry, RolloutResult result) {
        return Map.of(
                "run", entry.run(),
                "image", entry.image(),
                "manifestHash", entry.manifestHash(),
                "fencing", String.valueOf(entry.fencing()),
                "result", result.getClass().getSimpleName(),
                "message", result.message());
    }

    private String holder() {
        ProcessHandle self = ProcessHandle.current();
        String host = Optional.ofNullable(System.getenv("HOSTNAME")).orElse("this-host");
        return "%s@%s, process %d, run %s".formatted(System.getProperty("user.name"), host, self.pid(), run);
    }

    private Consumer<String> say(String step) {
        return message -> listener.accept(
                new RolloutEvent(step.toLowerCase(Locale.ROOT), message, Duration.ofNanos(System.nanoTime() - start)));
    }
}
