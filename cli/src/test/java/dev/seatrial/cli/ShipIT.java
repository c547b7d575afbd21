package dev.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.environment.cache.CacheDirectory;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ships the shop's payments to a real cluster as a user does: with all checks that apply to it, as its gate. */
@Tag("cluster")
class ShipIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path SHOP = ROOT.resolve("examples/shop");

    private final String namespace = "test-" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path temporary;

    private Path kubeconfig;
    private KubernetesClient client;

    @BeforeEach
    void prepare() throws Exception {
        kubeconfig = Optional.ofNullable(System.getenv("SEATRIAL_KUBECONFIG"))
                .map(Path::of)
                .orElseGet(() -> CacheDirectory.locate().resolve("cluster/state/kubeconfig"));
        if (!Files.isReadable(kubeconfig)) {
            missing("no cluster: there is no " + kubeconfig + " (start one with scripts/cluster/up)");
        }
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(null, kubeconfig.toFile()))
                .build();
        Path log = temporary.resolve("set-up.log");
        assertThat(exitOf(log, SHOP, "./build")).as(() -> read(log)).isZero();
        if (exitOf(log, ROOT, "scripts/cluster/resources", namespace, "payments-db", "bus=kafka") != 0) {
            missing("no database and broker beside the cluster: " + read(log));
        }
    }

    @AfterEach
    void removeNamespace() {
        if (client != null) {
            client.namespaces().withName(namespace).delete();
            client.close();
        }
    }

    @Test
    void promotesAGoodVersionAndRefusesADefectThatNoUserMeets() throws Exception {
        Program.Result good = ship();

        assertThat(good.code()).as(good.all()).isZero();
        assertThat(good.out())
                .contains("profile core", "CONFORMS", "promoted ")
                .doesNotContain("inconclusive IDEMP")
                .doesNotContain(password());

        try (AnswerStream stream = AnswerStream.at(URI.create("http://" + stableAddress() + ":8080/metrics"))) {
            Program.await("200 answers of stable", Duration.ofMinutes(1), () -> stream.count() >= 200);
            Set<String> stable = stream.answers().keySet();
            assertThat(stable).hasSizeBetween(1, 2).allMatch(a -> a.startsWith("process "));

            Program.Result bad = ship("--set", "payments.env.DEFECT=charge-twice");

            assertThat(bad.code()).as(bad.all()).isEqualTo(1);
            assertThat(bad.out())
                    .contains(
                            "violated IDEMP-002 payments/createPayment", "VIOLATES", "refused ", "stable is as it was");
            assertThat(stream.answers().keySet())
                    .as("who answered at the stable Service")
                    .isSubsetOf(stable);
            assertThat(stream.count()).isGreaterThan(400);
        }
        assertThat(client.apps().deployments().inNamespace(namespace).list().getItems())
                .extracting(d -> d.getMetadata().getName())
                .containsExactly("payments");
    }

    private Program.Result ship(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "ship",
                SHOP.toString(),
                "--service",
                "payments",
                "--namespace",
                namespace,
                "--registry",
                Optional.ofNullable(System.getenv("SEATRIAL_REGISTRY")).orElse("127.0.0.1:5000"),
                "--kubeconfig",
                kubeconfig.toString(),
                "--set", // two Spring pods begin at once beside other tests
                "payments.startup=3m",
                "--no-build",
                "--report",
                temporary.toString()));
        arguments.addAll(Arrays.asList(more));
        return Program.start(SHOP, Map.of(), List.of(), arguments.toArray(String[]::new))
                .end(Duration.ofMinutes(5));
    }

    private String stableAddress() {
        return client.services()
                .inNamespace(namespace)
                .withName("payments")
                .get()
                .getSpec()
                .getClusterIP();
    }

    private String password() {
        String base64 = client.secrets()
                .inNamespace(namespace)
                .withName("payments-db")
                .get()
                .getData()
                .get("password");
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static void missing(String why) {
        assertThat(System.getenv("CI")).as(why).isNotEqualTo("true");
        Assumptions.abort(why);
    }

    private static int exitOf(Path log, Path directory, String... command) throws Exception {
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
