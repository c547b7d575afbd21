package dev.seatrial.ship.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.environment.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClusterTest {

    @TempDir
    Path home;

    @Test
    void isFoundWhereTheUserHasNoOther() throws IOException {
        Path started = started(home.resolve(".cache/seatrial"));

        assertThat(LocalCluster.kubeconfigIfNoOther(Map.of(), home)).contains(started);
    }

    @Test
    void isFoundInAnotherCache() throws IOException {
        Path started = started(home.resolve("elsewhere"));

        assertThat(LocalCluster.kubeconfigIfNoOther(
                        Map.of("SEATRIAL_CACHE", home.resolve("elsewhere").toString()), home))
                .contains(started);
    }

    @Test
    void neverPassesOverTheUsersOwn() throws IOException {
        started(home.resolve(".cache/seatrial"));
        Path own = Files.createDirectories(home.resolve(".kube")).resolve("config");
        assertThat(LocalCluster.kubeconfigIfNoOther(Map.of("KUBECONFIG", "mine"), home))
                .isEmpty();

        Files.writeString(own, "");

        assertThat(LocalCluster.kubeconfigIfNoOther(Map.of(), home)).isEmpty();
    }

    @Test
    void isNotThereWhereNoneWasStarted() {
        assertThat(LocalCluster.kubeconfigIfNoOther(Map.of(), home)).isEmpty();
    }

    @Test
    void saysThatAKubeconfigIsMissing() {
        Path missing = home.resolve("missing");

        assertThatThrownBy(() -> Cluster.connect(Optional.of(missing), Optional.empty(), "shop"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("cannot read the kubeconfig " + missing
                        + ": name another with --kubeconfig, or start a local cluster with scripts/cluster/up");
    }

    @Test
    void saysThatTheClusterDoesNotAnswer() throws IOException {
        Path file = Files.writeString(home.resolve("dead"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]
                contexts: [{name: c, context: {cluster: c, user: u}}]
                users: [{name: u, user: {}}]
                current-context: c
                """);

        assertThatThrownBy(() -> Cluster.connect(Optional.of(file), Optional.empty(), "shop"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith("cannot reach the cluster at http://127.0.0.1:1/")
                .hasMessageContaining("Is it up (scripts/cluster/status)");
    }

    @Test
    void saysThatTheContextIsMissing() throws IOException {
        Path file = Files.writeString(home.resolve("config"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]
                contexts: [{name: c, context: {cluster: c, user: u}}]
                users: [{name: u, user: {}}]
                current-context: c
                """);

        assertThatThrownBy(() -> Cluster.connect(Optional.of(file), Optional.of("nowhere"), "shop"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("no context \"nowhere\"");
    }

    private static Path started(Path cache) throws IOException {
        Path file = cache.resolve("cluster/state/kubeconfig");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }
}
