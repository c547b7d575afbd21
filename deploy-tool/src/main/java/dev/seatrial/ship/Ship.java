package dev.seatrial.ship;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.cache.CacheDirectory;
import dev.seatrial.ship.cluster.Cluster;
import dev.seatrial.ship.image.ImageBuild;
import dev.seatrial.ship.manifest.Bundle;
import dev.seatrial.ship.manifest.ManifestException;
import dev.seatrial.ship.manifest.ServiceManifests;
import dev.seatrial.ship.rollout.Gatekeeper;
import dev.seatrial.ship.rollout.Rollout;
import dev.seatrial.ship.rollout.RolloutEvent;
import dev.seatrial.ship.rollout.RolloutResult;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Ships one service of a target: image, candidate, gate, promotion or rollback. */
public final class Ship {

    private Ship() {}

    /**
     * What to ship where.
     *
     * @param target the system
     * @param service the name of one of its services, a jar or an image
     * @param namespace of the cluster; must exist
     * @param registry where the image is pushed and the cluster pulls it, such as {@code 127.0.0.1:5000}
     * @param kubeconfig else {@code KUBECONFIG}, else {@code ~/.kube/config}
     * @param context of the kubeconfig, else its current one
     * @param base what to build a jar's image on, else a Java runtime made here
     * @param dryRun stop after the plan, with nothing pushed and nothing changed
     * @param force take over fields that other managers own
     * @param cache a directory that keeps image layers and runtimes between runs
     */
    public record Request(
            Target target,
            String service,
            String namespace,
            String registry,
            Optional<Path> kubeconfig,
            Optional<String> context,
            Optional<String> base,
            boolean dryRun,
            boolean force,
            Path cache) {

        /** A request with everything else as it usually is. */
        public static Request of(Target target, String service, String namespace, String registry) {
            return new Request(
                    target,
                    service,
                    namespace,
                    registry,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    defaultCache());
        }

        /** The same with another cluster. */
        public Request withCluster(Optional<Path> file, Optional<String> entry) {
            return new Request(target, service, namespace, registry, file, entry, base, dryRun, force, cache);
        }

        /** The same with another base image. */
        public Request withBase(Optional<String> image) {
            return new Request(target, service, namespace, registry, kubeconfig, context, image, dryRun, force, cache);
        }

        /** The same as a dry run, or taking over fields, or both. */
        public Request with(boolean dry, boolean takingOver) {
            return new Request(target, service, namespace, registry, kubeconfig, context, base, dry, takingOver, cache);
        }

        private static Path defaultCache() {
            return CacheDirectory.locate().resolve("ship");
        }
    }

    /**
     * Ships, and returns when nothing is under way any more.
     *
     * @param gatekeeper judges the candidate; not asked in a dry run
     * @param listener hears each step as it is made
     * @throws ManifestException if target or manifests cannot be shipped as they are; exit code 2
     * @throws dev.seatrial.ship.image.ImageException if the image cannot be built or pushed; exit code 4
     * @throws EnvironmentException if the cluster cannot be reached, refuses, or another ship of the service is under way; exit code 4
     */
    public static RolloutResult run(Request request, Gatekeeper gatekeeper, Consumer<RolloutEvent> listener)
            throws InterruptedException {
        Target target = request.target();
        Service service = Optional.ofNullable(target.services().get(request.service()))
                .orElseThrow(() -> new ManifestException("the system \"%s\" has no service \"%s\"; it has %s"
                        .formatted(
                                target.system(),
                                request.service(),
                                target.services().keySet())));
        Bundle bundle = ServiceManifests.of(target, service);
        ImageBuild build = new ImageBuild(
                request.registry(), target.system() + "/" + service.name(), request.base(), request.cache());
        try (Cluster cluster = Cluster.connect(request.kubeconfig(), request.context(), request.namespace())) {
            Rollout.Settings settings = new Rollout.Settings(
                    bundle, service.port(), service.startup().plusSeconds(30), request.force());
            Rollout rollout = new Rollout(cluster, settings, listener);
            return request.dryRun()
                    ? rollout.plan(() -> build.digest(service.program()))
                    : rollout.ship(() -> build.push(service.program()), gatekeeper);
        }
    }

    /**
     * The target with the addresses that the namespace's Secrets give its service's databases, where they can be reached
     * from here: what a gatekeeper needs to count effects.
     *
     * @param told hears, a line each, which database it does without and why
     * @throws EnvironmentException if the cluster cannot be reached
     */
    public static Target located(Request request, Consumer<String> told) {
        Target target = request.target();
        Service service =
                Optional.ofNullable(target.services().get(request.service())).orElseThrow();
        try (Cluster cluster = Cluster.connect(request.kubeconfig(), request.context(), request.namespace())) {
            return new NamespaceResources(cluster, told).locate(target, service);
        }
    }
}
