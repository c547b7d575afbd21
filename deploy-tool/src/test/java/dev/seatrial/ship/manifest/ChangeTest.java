package dev.seatrial.ship.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeTest {

    private final Manifest before = Manifest.of("apps/v1", "Deployment", "payments")
            .with("7", "metadata", "resourceVersion")
            .with("x", "spec", "old")
            .with(containers("a"), "spec", "containers");

    @Test
    void namesElementsOfListsByTheirNames() {
        assertThat(Change.between(before, before.with(containers("b"), "spec", "containers")))
                .map(Change::toString)
                .containsExactly("~ spec.containers[payments].image: a → b");
    }

    @Test
    void tellsWhatComesAndWhatGoes() {
        Manifest after = before.without("spec", "old").with(2, "spec", "replicas");

        assertThat(Change.between(before, after))
                .map(Change::toString)
                .containsExactly("- spec.old: x", "+ spec.replicas: 2");
    }

    @Test
    void leavesOutWhatTheClusterWrites() {
        Manifest after = before.with("8", "metadata", "resourceVersion").with(1, "status", "replicas");

        assertThat(Change.between(before, after)).isEmpty();
    }

    @Test
    void neverShowsASecret() {
        Manifest secret = Manifest.of("v1", "Secret", "s").with("b2xk", "data", "password");

        assertThat(Change.between(secret, secret.with("bmV3", "data", "password")))
                .map(Change::toString)
                .containsExactly("~ data.password: *** → ***");
    }

    private static List<Map<String, String>> containers(String image) {
        return List.of(Map.of("name", "payments", "image", image), Map.of("name", "sidecar", "image", "s"));
    }
}
