package dev.seatrial.ship.cluster;

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
        String cache = environment.getOrDefault("SEATRIAL_CACHE", "");
        Path folder = cache.isEmpty() ? home.resolve(".cache").resolve("seatrial") : Path.of(cache);
        return Optional.of(folder.resolve("cluster/state/kubeconfig")).filter(f -> !other && Files.isReadable(f));
    }
}
