package dev.seatrial.ship.rollout;

import dev.seatrial.ship.manifest.Manifest;
import java.util.List;
import java.util.Optional;

/**
 * A Deployment and what it owns, as seen at one time.
 *
 * @param deployment itself
 * @param replicaSets those that carry its labels, of any owner
 * @param pods those that carry its labels, of any owner
 */
record Observed(Manifest deployment, List<Manifest> replicaSets, List<Manifest> pods) {

    private static final String[] REVISION = {"metadata", "annotations", "deployment.kubernetes.io/revision"};

    Observed {
        replicaSets = List.copyOf(replicaSets);
        pods = List.copyOf(pods);
    }

    /** Whether the controller has seen the newest specification; before that, every other field is about an older one. */
    boolean generationSeen() {
        return deployment.number("status", "observedGeneration") >= deployment.number("metadata", "generation");
    }

    /** The ReplicaSet of the newest specification. */
    Optional<Manifest> newest() {
        return replicaSets.stream()
                .filter(r -> ownedBy(r, deployment))
                .filter(r -> r.text(REVISION).equals(deployment.text(REVISION)))
                .findFirst();
    }

    /** The pods of the newest ReplicaSet; those of older ones say nothing about the new version. */
    List<Manifest> newPods() {
        return newest().map(set -> pods.stream().filter(p -> ownedBy(p, set)).toList())
                .orElse(List.of());
    }

    /** A condition of the Deployment. */
    Optional<Manifest> condition(String type) {
        return condition(deployment, type);
    }

    static Optional<Manifest> condition(Manifest object, String type) {
        return object.list("status", "conditions").stream()
                .filter(c -> c.text("type").orElse("").equals(type))
                .findFirst();
    }

    private static boolean ownedBy(Manifest object, Manifest owner) {
        return object.list("metadata", "ownerReferences").stream()
                .anyMatch(o -> o.text("uid").equals(owner.text("metadata", "uid")));
    }
}
