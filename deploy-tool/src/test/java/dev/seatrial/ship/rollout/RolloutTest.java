package dev.seatrial.ship.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.ship.cluster.Apply;
import dev.seatrial.ship.cluster.Cluster;
import dev.seatrial.ship.cluster.Kind;
import dev.seatrial.ship.fixture.FixtureJar;
import dev.seatrial.ship.fixture.SumGate;
import dev.seatrial.ship.fixture.TestCluster;
import dev.seatrial.ship.image.Image;
import dev.seatrial.ship.image.ImageBuild;
import dev.seatrial.ship.manifest.Bundle;
import dev.seatrial.ship.manifest.Manifest;
import dev.seatrial.ship.manifest.ServiceManifests;
import dev.seatrial.target.LinkSpec;
import dev.seatrial.target.Program;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real cluster says of rollouts that cannot succeed, and of those that were killed. */
@Tag("cluster")
class RolloutTest {

    private static final Duration READY = Duration.ofSeconds(70);

    @TempDir
    static Path folder;

    private final List<String> said = new ArrayList<>();
    private TestCluster testCluster;
    private Cluster cluster;

    @BeforeEach
    void open() {
        testCluster = TestCluster.open();
        cluster = Cluster.connect(Optional.of(testCluster.kubeconfig()), Optional.empty(), testCluster.namespace());
    }

    @AfterEach
    void close() {
        if (cluster != null) {
            cluster.close();
        }
        if (testCluster != null) {
            testCluster.close();
        }
    }

    @Test
    void failsFastOnAnImageThatTheRegistryDoesNotHave() throws Exception {
        RolloutResult result = ship(bundle(), () -> missing());

        assertThat(result.message())
                .contains("will not become ready, stable is as it was", "ErrImagePull of " + missing(), "not found");
        assertThat(result.exitCode()).isEqualTo(4);
        assertNothingLeft();
    }

    @Test
    void failsFastOnASecretThatIsNotThere() throws Exception {
        Service service = service().withUses(LinkSpec.of("fixture", "fixture-db", Map.of("url", "DATABASE_URL")));

        RolloutResult result = ship(ServiceManifests.of(target(), service), this::fixture);

        assertThat(result.message()).contains("CreateContainerConfigError: secret \"fixture-db\" not found");
        assertThat(result.exitCode()).isEqualTo(4);
        assertNothingLeft();
    }

    @Test
    void failsOnAPodThatNoNodeTakes() throws Exception {
        Bundle bundle = bundle();
        Manifest nowhere =
                bundle.deployment().with(Map.of("nowhere", "true"), "spec", "template", "spec", "nodeSelector");

        RolloutResult result = ship(new Bundle("fixture", nowhere, bundle.around()), this::fixture);

        assertThat(result.message()).contains("no node can take it (Unschedulable): 0/1 nodes are available");
        assertThat(result.exitCode()).isEqualTo(4);
        assertNothingLeft();
    }

    @Test
    void failsOnAServiceThatNeverBecomesReady() throws Exception {
        Service never = service().withEnv(Map.of("DEFECT", "never-ready"));
        Rollout rollout = new Rollout(
                cluster,
                new Rollout.Settings(ServiceManifests.of(target(), never), 8080, Duration.ofSeconds(15), false),
                event -> {});

        RolloutResult result = rollout.ship(this::fixture, new SumGate());

        assertThat(result.message())
                .contains(
                        "not ready after 15 s: 1 of 1 pods to be ready",
                        "starting version none with defect never-ready");
        assertThat(result.exitCode()).isEqualTo(1);
        assertNothingLeft();
    }

    @Test
    void putsBackWhatARunKilledInItsPromotionHadChanged() throws Exception {
        ship(bundle(), this::fixture);
        Manifest stable = cluster.find(Kind.DEPLOYMENT, "fixture").orElseThrow();
        Journal journal = new Journal(cluster, "fixture");
        journal.write(new Journal.Entry(
                "dead",
                Phase.PROMOTE,
                missing().reference(),
                1,
                "hash",
                List.of(stable.asWritten()),
                List.of(Manifest.of("v1", "ConfigMap", "made-by-the-dead"))));
        cluster.apply(Manifest.of("v1", "ConfigMap", "made-by-the-dead"), Apply.PLAIN);
        cluster.apply(bundle().running(missing().reference()).deployment(), Apply.FORCED);

        new Recovery(cluster, journal, Duration.ofSeconds(40), said::add).mend();

        assertThat(image())
                .isEqualTo(stable.list("spec", "template", "spec", "containers")
                        .get(0)
                        .text("image"));
        assertThat(new Watch(cluster, said::add).await("fixture", Duration.ZERO))
                .isInstanceOf(Progress.Ready.class);
        assertThat(cluster.find(Kind.CONFIG_MAP, "made-by-the-dead")).isEmpty();
        assertThat(journal.read().orElseThrow().phase()).isEqualTo(Phase.ENDED);
        assertThat(said)
                .contains("run dead ended in the middle of PROMOTE; mending what it left", "stable was rolled back");
    }

    @Test
    void letsAKilledRunsPromotionStandThatWentThrough() throws Exception {
        ship(bundle(), this::fixture);
        Journal journal = new Journal(cluster, "fixture");
        String now = image().orElseThrow();
        journal.write(new Journal.Entry(
                "dead",
                Phase.PROMOTE,
                now,
                1,
                "hash",
                List.of(bundle().running(missing().reference()).deployment()),
                List.of()));

        new Recovery(cluster, journal, READY, said::add).mend();

        assertThat(image()).contains(now);
        assertThat(said).contains("its promotion had gone through");
    }

    @Test
    void failsOnFieldsThatSomebodyElseOwnsUnlessForced() throws Exception {
        ship(bundle(), this::fixture);
        testCluster
                .client()
                .apps()
                .deployments()
                .inNamespace(testCluster.namespace())
                .resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withName("fixture")
                        .endMetadata()
                        .withNewSpec()
                        .withProgressDeadlineSeconds(77)
                        .endSpec()
                        .build())
                .fieldManager("somebody")
                .forceConflicts()
                .serverSideApply();

        assertThatThrownBy(() -> rollout(bundle(), false).plan(this::fixture))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith("Deployment/fixture in namespace " + testCluster.namespace()
                        + " has fields that somebody else owns")
                .hasMessageContaining("\"somebody\"")
                .hasMessageContaining(".spec.progressDeadlineSeconds")
                .hasMessageEndingWith("take them over with --force");
        assertThat(rollout(bundle(), true).plan(this::fixture).message())
                .contains("~ spec.progressDeadlineSeconds: 77 → 100");
    }

    private RolloutResult ship(Bundle bundle, Rollout.Build build) throws InterruptedException {
        return rollout(bundle, false).ship(build, new SumGate());
    }

    private Rollout rollout(Bundle bundle, boolean force) {
        return new Rollout(
                cluster, new Rollout.Settings(bundle, 8080, READY, force), event -> said.add(event.message()));
    }

    private void assertNothingLeft() {
        assertThat(cluster.list(Kind.DEPLOYMENT, Map.of())).isEmpty();
        assertThat(cluster.list(Kind.SERVICE, Map.of())).isEmpty();
        assertThat(cluster.find(Kind.LEASE, "seatrial-fixture").orElseThrow().text("spec", "holderIdentity"))
                .isEmpty();
    }

    private Optional<String> image() {
        return cluster.find(Kind.DEPLOYMENT, "fixture")
                .orElseThrow()
                .list("spec", "template", "spec", "containers")
                .get(0)
                .text("image");
    }

    private Image fixture() throws InterruptedException {
        try {
            return new ImageBuild(TestCluster.registry(), "test/fixture", Optional.empty(), TestCluster.buildCache())
                    .push(new Program.Jar(FixtureJar.in(folder)));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Image missing() {
        return new Image(TestCluster.registry() + "/test/missing", "sha256:" + "0".repeat(64));
    }

    private static Bundle bundle() {
        return ServiceManifests.of(target(), service());
    }

    private static Service service() {
        return Service.of("fixture", new Program.Jar(folder.resolve("fixture.jar")), 8080)
                .withHealth("/livez", "/readyz")
                .withLimits(Duration.ofSeconds(40), Duration.ofSeconds(5));
    }

    private static Target target() {
        return Target.of(folder, "test").withServices(service());
    }
}
