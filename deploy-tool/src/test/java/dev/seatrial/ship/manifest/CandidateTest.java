package dev.seatrial.ship.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CandidateTest {

    private final Manifest deployment = Manifest.of("apps/v1", "Deployment", "payments")
            .with(3, "spec", "replicas")
            .with(Map.of("app", "payments"), "spec", "selector", "matchLabels")
            .with(
                    Map.of("app", "payments", "tier", "backend", "team", "money"),
                    "spec",
                    "template",
                    "metadata",
                    "labels")
            .with(
                    List.of(Map.of("name", "payments", "ports", List.of(Map.of("containerPort", 8080)))),
                    "spec",
                    "template",
                    "spec",
                    "containers");

    @Test
    void hasLabelsThatTheStableServiceDoesNotSelect() {
        Candidate candidate = candidate(service(Map.of("app", "payments")));

        assertThat(candidate.deployment().name()).isEqualTo("payments-candidate-1f3a");
        assertThat(candidate.deployment().number("spec", "replicas")).isEqualTo(1);
        assertThat(candidate.deployment().texts("spec", "selector", "matchLabels"))
                .isEqualTo(Map.of("app", "payments-1f3a"));
        assertThat(candidate.deployment().texts("spec", "template", "metadata", "labels"))
                .isEqualTo(
                        Map.of("app", "payments-1f3a", "tier", "backend", "team", "money", "seatrial.dev/run", "1f3a"));
        assertThat(candidate.preview().texts("spec", "selector")).isEqualTo(Map.of("app", "payments-1f3a"));
        assertThat(candidate.preview().list("spec", "ports").get(0).number("port"))
                .isEqualTo(8080);
    }

    @Test
    void renamesWhatAnyServiceSelectsByAndNotOnlyTheDeploymentsOwnKeys() {
        Candidate candidate = candidate(service(Map.of("tier", "backend")));

        assertThat(candidate.deployment().texts("spec", "template", "metadata", "labels"))
                .containsEntry("tier", "backend-1f3a");
        assertThat(candidate.preview().texts("spec", "selector"))
                .isEqualTo(Map.of("app", "payments-1f3a", "tier", "backend-1f3a"));
    }

    @Test
    void refusesAServiceThatWouldSelectItAllTheSame() {
        assertThatThrownBy(() -> candidate(service(Map.of("app", "payments-1f3a"))))
                .isInstanceOf(ManifestException.class)
                .hasMessage(
                        "Service/stable would send stable traffic to the candidate, its selector being {app=payments-1f3a}");
    }

    @Test
    void refusesPodsThatCannotBeToldApart() {
        Manifest byExpression = deployment.with(List.of(Map.of("key", "app")), "spec", "selector", "matchExpressions");

        assertThatThrownBy(() -> Candidate.of(new Bundle("payments", byExpression, List.of()), List.of(), "1f3a"))
                .hasMessageContaining("Deployment/payments selects its pods by matchExpressions")
                .hasMessageContaining("use matchLabels");
    }

    @Test
    void keepsNamesAndLabelsWithinTheirLimits() {
        assertThat(Candidate.name("a".repeat(63), "1f3a9c22")).hasSize(63).endsWith("a-candidate-1f3a9c22");
        Manifest longLabel = deployment.with(Map.of("app", "b".repeat(63)), "spec", "template", "metadata", "labels");

        Candidate candidate = Candidate.of(new Bundle("payments", longLabel, List.of()), List.of(), "1f3a");

        assertThat(candidate
                        .deployment()
                        .texts("spec", "selector", "matchLabels")
                        .get("app"))
                .hasSize(63);
    }

    private Candidate candidate(Manifest service) {
        return Candidate.of(new Bundle("payments", deployment, List.of()), List.of(service), "1f3a");
    }

    private static Manifest service(Map<String, String> selector) {
        return Manifest.of("v1", "Service", "stable").with(selector, "spec", "selector");
    }
}
