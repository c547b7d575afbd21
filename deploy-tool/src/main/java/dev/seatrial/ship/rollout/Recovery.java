package dev.seatrial.ship.rollout;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.ship.cluster.Apply;
import dev.seatrial.ship.cluster.Cluster;
import dev.seatrial.ship.cluster.ConflictException;
import dev.seatrial.ship.cluster.Kind;
import dev.seatrial.ship.manifest.Candidate;
import dev.seatrial.ship.manifest.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Undoes what a run did: its own failed promotion, or whatever a killed run left. */
final class Recovery {

    private final Cluster cluster;
    private final Journal journal;
    private final Duration ready;
    private final Consumer<String> progress;

    Recovery(Cluster cluster, Journal journal, Duration ready, Consumer<String> progress) {
        this.cluster = cluster;
        this.journal = journal;
        this.ready = ready;
        this.progress = progress;
    }

    /** Mends what the last run left, if it was killed. */
    void mend() throws InterruptedException {
        Optional<Journal.Entry> left = journal.read().filter(e -> e.phase() != Phase.ENDED);
        if (left.isEmpty()) {
            return;
        }
        Journal.Entry entry = left.get();
        progress.accept("run %s ended in the middle of %s; mending what it left".formatted(entry.run(), entry.phase()));
        removeCandidate(entry.run());
        String came = "its candidate was removed, stable was not touched";
        if (entry.phase() == Phase.PROMOTE && completed(entry)) {
            came = "its promotion had gone through";
        } else if (entry.phase() == Phase.PROMOTE || entry.phase() == Phase.ROLLBACK) {
            came = rollBack(entry) ? "stable was rolled back" : "stable was rolled back but is not ready";
        }
        progress.accept(came);
        journal.write(entry.in(Phase.ENDED));
        journal.record(
                Instant.now(),
                Map.of(
                        "run",
                        entry.run(),
                        "image",
                        entry.image(),
                        "result",
                        "Mended",
                        "message",
                        "killed in " + entry.phase() + "; " + came));
    }

    /** Whether a killed run's promotion has become ready by itself. */
    private boolean completed(Journal.Entry entry) throws InterruptedException {
        Optional<String> name = deployment(entry);
        Optional<Manifest> live = name.flatMap(n -> cluster.find(Kind.DEPLOYMENT, n));
        boolean applied = live.isPresent()
                && live.get().list("spec", "template", "spec", "containers").stream()
                        .anyMatch(c -> c.text("image").orElse("").equals(entry.image()));
        return applied && new Watch(cluster, progress).await(name.get(), ready) instanceof Progress.Ready;
    }

    private static Optional<String> deployment(Journal.Entry entry) {
        return entry.previous().stream()
                .filter(m -> m.kind().equals("Deployment"))
                .map(Manifest::name)
                .findFirst()
                .or(() -> entry.created().stream()
                        .filter(m -> m.kind().equals("Deployment"))
                        .map(Manifest::name)
                        .findFirst());
    }

    /**
     * Puts the stable objects back to what the journal says they were.
     *
     * @return whether they are ready again, true where there were none before
     */
    boolean rollBack(Journal.Entry entry) throws InterruptedException {
        journal.write(entry.in(Phase.ROLLBACK));
        for (Manifest object : entry.previous()) {
            progress.accept("putting back " + object.title());
            try {
                cluster.apply(object, Apply.FORCED);
            } catch (ConflictException e) {
                throw new EnvironmentException("cannot put back " + object.title() + ": " + e.getMessage(), e);
            }
        }
        for (Manifest created : entry.created()) {
            progress.accept("removing " + created.title() + ", which was not there before");
            cluster.delete(Kind.of(created), created.name());
        }
        List<String> deployments = entry.previous().stream()
                .filter(m -> m.kind().equals("Deployment"))
                .map(Manifest::name)
                .toList();
        boolean healthy = true;
        for (String name : deployments) {
            healthy &= new Watch(cluster, progress).await(name, ready) instanceof Progress.Ready;
        }
        journal.write(entry.in(Phase.ENDED));
        return healthy;
    }

    /** Removes a run's candidate; one that is not there is fine. */
    void removeCandidate(String run) {
        Map<String, String> ofTheRun = Map.of(Candidate.RUN_LABEL, run);
        for (Kind kind : List.of(Kind.DEPLOYMENT, Kind.SERVICE)) {
            for (Manifest object : cluster.list(kind, ofTheRun)) {
                progress.accept("removing " + object.title());
                cluster.delete(kind, object.name());
            }
        }
    }
}
