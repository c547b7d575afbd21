package dev.seatrial.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.ship.fixture.Decisions;
import dev.seatrial.ship.fixture.FixtureJar;
import dev.seatrial.ship.fixture.RequestStream;
import dev.seatrial.ship.fixture.SumGate;
import dev.seatrial.ship.fixture.TestCluster;
import dev.seatrial.ship.rollout.Gatekeeper;
import dev.seatrial.ship.rollout.RolloutResult;
import dev.seatrial.target.LinkSpec;
import dev.seatrial.target.Program;
import dev.seatrial.target.Resource;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ships a small service to a real cluster. */
@Tag("cluster")
class ShipTest {

    private static final Gatekeeper GATE = new SumGate();

    @TempDir
    static Path folder;

    private TestCluster cluster;

    @BeforeEach
    void openCluster() {
        cluster = TestCluster.open();
    }

    @AfterEach
    void closeCluster() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void promotesAGoodVersionWithoutAFailedAnswer() throws Exception {
        assertThat(ship("1", "none", GATE)).isInstanceOf(RolloutResult.Promoted.class);
        try (RequestStream stream = RequestStream.at(stableVersion())) {
            RolloutResult result = ship("2", "none", GATE);

            assertThat(result).isInstanceOf(RolloutResult.Promoted.class);
            assertThat(result.exitCode()).isZero();
            assertThat(result.message()).startsWith("promoted " + TestCluster.registry() + "/test/fixture@sha256:");
            RequestStream.await(
                    Duration.ofSeconds(10),
                    "an answer of version 2",
                    () -> stream.answers().containsKey("version 2"));
            assertThat(stream.answers()).containsOnlyKeys("version 1", "version 2");
        }
        assertThat(candidates()).isEmpty();
        assertThat(data("seatrial-fixture")).containsEntry("phase", "ENDED");
        assertThat(data("seatrial-fixture-audit"))
                .hasSize(2)
                .allSatisfy((at, record) -> assertThat(record).contains("\"result\":\"Promoted\""));
    }

    @Test
    void refusesAVersionWithADefectWithoutOneAnswerOfItsOwn() throws Exception {
        ship("1", "none", GATE);
        try (RequestStream stream = RequestStream.at(stableVersion())) {
            RolloutResult result = ship("2", "wrong-sum", GATE);

            assertThat(result).isInstanceOf(RolloutResult.Refused.class);
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.message()).contains("stable is as it was", "SUM-001 fixture is violated: it says 5");
            assertThat(stream.answers()).containsOnlyKeys("version 1");
            assertThat(stream.answers().get("version 1")).isGreaterThan(50);
        }
        assertThat(candidates()).isEmpty();
    }

    @Test
    void rollsBackAVersionThatFailsOnlyAsStable() throws Exception {
        ship("1", "none", GATE);
        try (RequestStream stream = RequestStream.at(stableVersion())) {
            RolloutResult result = ship("2", "crash-as-stable", GATE);

            assertThat(result).isInstanceOf(RolloutResult.RolledBack.class);
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.message())
                    .contains(
                            "was rolled back and is ready again",
                            "ended with exit code 3",
                            "cannot find my configuration");
            assertThat(stream.answers()).containsOnlyKeys("version 1");
        }
        assertThat(candidates()).isEmpty();
    }

    @Test
    void saysWhyAVersionThatCrashesWillNotBecomeReady() throws Exception {
        RolloutResult result = ship("1", "crash", GATE);

        assertThat(result).isInstanceOf(RolloutResult.NotReady.class);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.message()).contains("ended with exit code 3", "cannot find my configuration");
        assertThat(candidates()).isEmpty();
        assertThat(cluster.client()
                        .apps()
                        .deployments()
                        .inNamespace(cluster.namespace())
                        .withName("fixture")
                        .get())
                .isNull();
    }

    @Test
    void voidsTheVerdictOnACandidateThatWasRestartedMeanwhile() throws Exception {
        RolloutResult result = ship("1", "none", candidate -> {
            SumGate.get(candidate, "/exit");
            awaitRestart();
            return Decisions.open();
        });

        assertThat(result).isInstanceOf(RolloutResult.Voided.class);
        assertThat(result.exitCode()).isEqualTo(3);
        // An HTTP client may send a GET again when its answer is lost, so the candidate may have ended twice.
        assertThat(result.message())
                .contains("its verdict is void")
                .containsPattern("before: .*restarted 0 times.*after: .*restarted [1-9] times");
    }

    @Test
    void changesNothingInADryRun() throws Exception {
        RolloutResult first = run(request("1", "none").with(true, false), GATE);
        assertThat(first.message())
                .contains("nothing was changed", "create Service/fixture", "create Deployment/fixture");
        ship("1", "none", GATE);
        Map<String, String> before = versions();

        RolloutResult second = run(request("2", "none").with(true, false), candidate -> {
            throw new AssertionError("a dry run asks no gate");
        });

        assertThat(second).isInstanceOf(RolloutResult.Planned.class);
        assertThat(second.message())
                .contains(
                        "change Deployment/fixture",
                        "~ spec.template.spec.containers[fixture].env[VERSION].value: 1 → 2");
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void refusesASecondShipWhileOneIsUnderWay() throws Exception {
        CountDownLatch judging = new CountDownLatch(1);
        CountDownLatch judged = new CountDownLatch(1);
        CompletableFuture<RolloutResult> first = CompletableFuture.supplyAsync(() -> {
            try {
                return ship("1", "none", candidate -> {
                    judging.countDown();
                    judged.await();
                    return GATE.decide(candidate);
                });
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        judging.await();

        assertThatThrownBy(() -> ship("2", "none", GATE))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("another ship of this service is under way")
                .hasMessageContaining("process " + ProcessHandle.current().pid());
        judged.countDown();
        assertThat(first.join()).isInstanceOf(RolloutResult.Promoted.class);
    }

    @Test
    void mendsWhatAKilledShipLeft() throws Exception {
        ship("1", "none", GATE);
        Process shipping = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ShipUntilKilled.class.getName(),
                        cluster.kubeconfig().toString(),
                        cluster.namespace(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        try (var lines = shipping.inputReader()) {
            assertThat(lines.lines().anyMatch("judging"::equals)).isTrue();
            assertThat(candidates()).hasSize(1);
        } finally {
            shipping.destroyForcibly().waitFor();
        }
        assertThat(data("seatrial-fixture")).containsEntry("phase", "GATE");

        assertThat(ship("3", "none", GATE)).isInstanceOf(RolloutResult.Promoted.class);

        assertThat(candidates()).isEmpty();
        assertThat(data("seatrial-fixture-audit").values())
                .anySatisfy(record -> assertThat(record)
                        .contains(
                                "\"result\":\"Mended\"",
                                "killed in GATE; its candidate was removed, stable was not touched"));
    }

    @Test
    void saysWhichDatabaseTheGateDoesWithoutAndHowToNameIt() throws Exception {
        Service plain = Objects.requireNonNull(target("1", "none").services().get("fixture"));
        Target target = Target.of(folder, "test")
                .withServices(plain.withUses(LinkSpec.of("fixture", "ledger", Map.of("url", "DATABASE_URL"))))
                .withResources(Resource.of("ledger", Resource.Kind.POSTGRES, "16"));
        Ship.Request request = Ship.Request.of(target, "fixture", cluster.namespace(), TestCluster.registry())
                .withCluster(Optional.of(cluster.kubeconfig()), Optional.empty());
        List<String> told = new ArrayList<>();

        Target without = Ship.located(request, told::add);
        cluster.client()
                .secrets()
                .inNamespace(cluster.namespace())
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("ledger")
                        .endMetadata()
                        .addToStringData("url", "jdbc:postgresql://127.0.0.1:9/ledger")
                        .build())
                .create();
        Ship.located(request, told::add);

        assertThat(Objects.requireNonNull(without.resources().get("ledger")).url())
                .isEmpty();
        assertThat(told).hasSize(2);
        assertThat(told.get(0))
                .startsWith(
                        "without database ledger: the namespace has no Secret/ledger whose key url says where it is; ")
                .endsWith(
                        "say where the candidate's database is with --set resources.ledger.url=postgresql://host:port/database, --set resources.ledger.user=… and --set resources.ledger.password=…");
        assertThat(told.get(1)).startsWith("without database ledger: 127.0.0.1:9 cannot be reached from here (");
    }

    @Test
    void saysThatTheNamespaceIsMissing() {
        Ship.Request request = Ship.Request.of(target("1", "none"), "fixture", "nowhere", TestCluster.registry())
                .withCluster(Optional.of(cluster.kubeconfig()), Optional.empty());

        assertThatThrownBy(() -> Ship.run(request, GATE, event -> {}))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("has no namespace \"nowhere\": create it (kubectl create namespace nowhere)");
    }

    static Target target(String version, String defect) {
        Service service = Service.of("fixture", new Program.Jar(folder.resolve("fixture.jar")), 8080)
                .withHealth("/livez", "/readyz")
                .withEnv(Map.of("VERSION", version, "DEFECT", defect))
                .withLimits(Duration.ofSeconds(40), Duration.ofSeconds(5));
        return Target.of(folder, "test").withServices(service);
    }

    private Ship.Request request(String version, String defect) throws IOException {
        FixtureJar.in(folder);
        return Ship.Request.of(target(version, defect), "fixture", cluster.namespace(), TestCluster.registry())
                .withCluster(Optional.of(cluster.kubeconfig()), Optional.empty());
    }

    private RolloutResult ship(String version, String defect, Gatekeeper gate)
            throws IOException, InterruptedException {
        return run(request(version, defect), gate);
    }

    private static RolloutResult run(Ship.Request request, Gatekeeper gate) throws InterruptedException {
        return Ship.run(
                request,
                gate,
                event -> System.out.printf(
                        "%6.1fs %-10s %s%n", event.at().toMillis() / 1000.0, event.step(), event.message()));
    }

    private URI stableVersion() {
        String address = cluster.client()
                .services()
                .inNamespace(cluster.namespace())
                .withName("fixture")
                .get()
                .getSpec()
                .getClusterIP();
        return URI.create("http://" + address + ":8080/version");
    }

    private List<String> candidates() {
        return Stream.concat(
                        cluster
                                .client()
                                .apps()
                                .deployments()
                                .inNamespace(cluster.namespace())
                                .list()
                                .getItems()
                                .stream(),
                        cluster.client().services().inNamespace(cluster.namespace()).list().getItems().stream())
                .map(o -> o.getMetadata().getName())
                .filter(n -> n.contains("-candidate-"))
                .distinct()
                .toList();
    }

    private Map<String, String> data(String configMap) {
        return cluster.client()
                .configMaps()
                .inNamespace(cluster.namespace())
                .withName(configMap)
                .get()
                .getData();
    }

    private void awaitRestart() throws InterruptedException {
        RequestStream.await(
                Duration.ofSeconds(30),
                "a restart of the candidate",
                () -> cluster.client().pods().inNamespace(cluster.namespace()).list().getItems().stream()
                        .flatMap(p -> p.getStatus().getContainerStatuses().stream())
                        .anyMatch(c -> c.getRestartCount() > 0 && c.getState().getRunning() != null));
    }

    /** Every object of the namespace with its resource version. */
    private Map<String, String> versions() {
        var client = cluster.client();
        String namespace = cluster.namespace();
        Map<String, String> versions = new TreeMap<>();
        Stream.of(
                        client.apps()
                                .deployments()
                                .inNamespace(namespace)
                                .list()
                                .getItems(),
                        client.apps()
                                .replicaSets()
                                .inNamespace(namespace)
                                .list()
                                .getItems(),
                        client.services().inNamespace(namespace).list().getItems(),
                        client.configMaps().inNamespace(namespace).list().getItems(),
                        client.secrets().inNamespace(namespace).list().getItems(),
                        client.leases().inNamespace(namespace).list().getItems())
                .flatMap(List::stream)
                .forEach((HasMetadata o) -> versions.put(
                        o.getKind() + "/" + o.getMetadata().getName(),
                        o.getMetadata().getResourceVersion()));
        return versions;
    }
}
