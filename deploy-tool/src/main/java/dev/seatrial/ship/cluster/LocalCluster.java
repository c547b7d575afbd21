package dev.seatrial.ship.cluster;

import dev.seatrial.environment.cache.CacheDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The cluster that {@code scripts/cluster/up} started on this machine. */
final class LocalCluster {

    private LocalCluster() {}

    /** Its kubeconfig, where the user has none of their own: an own one is never passed over. */
    static Optional<Path> kubeconfigIfNoOther() {
        return kubeconfigIfNoOther(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static Optional<Path> kubeconfigIfNoOther(Map<String, String> environment, Path home) {
        boolean other = !environment.getOrDefault("KUBECONFIG", "").isEmpty()
                || Files.exists(home.resolve(".kube").resolve("config"))
                || environment.containsKey("KUBERNETES_SERVICE_HOST");
        return Optional.of(CacheDirectory.locate(environment, home).resolve("cluster/state/kubeconfig"))
                .filter(f -> !other && Files.isReadable(f));
    }
}
